package io.meerkat.merge.catalog;

import java.util.Optional;

/** What becomes of an object. */
sealed interface Fate {
    record Gone() implements Fate {}

    record Lives(Place at) implements Fate {}

    /** Whether it lives waits for an answer, or where it does if no place is given. */
    record Contested(Optional<Place> at) implements Fate {}

    /** The place that it has, or has if it lives. */
    default Optional<Place> place() {
        return switch (this) {
            case Gone() -> Optional.empty();
            case Lives(var at) -> Optional.of(at);
            case Contested(var at) -> at;
        };
    }
}
