package io.meerkat.command.purge;

import io.meerkat.model.event.PurgeEvent;
import io.meerkat.model.event.PurgeEvent.PurgeCompleted;
import io.meerkat.model.event.PurgeEvent.PurgeRequested;

/** Where the purge of one object stands. */
sealed interface PurgeState {
    record NotRequested() implements PurgeState {}

    record Waiting(PurgeRequested request) implements PurgeState {}

    record Completed() implements PurgeState {}

    default PurgeState after(PurgeEvent event) {
        return switch (event) {
            case PurgeRequested requested -> new Waiting(requested);
            case PurgeCompleted completed -> new Completed();
        };
    }
}
