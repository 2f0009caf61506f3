package io.meerkat.api.ref;

import java.time.Instant;

/** Times that the database can be asked for. Nothing ever happened outside. */
public final class StoredTimes {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private StoredTimes() {}

    public static Instant nearest(Instant time) {
        if (time.isBefore(FIRST)) {
            return FIRST;
        }
        return time.isAfter(LAST) ? LAST : time;
    }
}
