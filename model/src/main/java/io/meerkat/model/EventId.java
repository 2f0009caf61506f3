package io.meerkat.model;

import java.util.UUID;

/** One event of any stream. */
public record EventId(UUID value) {

    public static EventId parse(String text) {
        return new EventId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
