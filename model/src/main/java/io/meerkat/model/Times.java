package io.meerkat.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Times as they are stored and hashed: microseconds since 1970-01-01T00:00:00Z. */
public final class Times {
    private Times() {}

    public static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1_000;
    }

    public static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static void requireMicros(Instant time) {
        if (time.getNano() % 1_000 != 0) {
            throw new IllegalArgumentException("a time is stored in whole microseconds: " + time);
        }
    }
}
