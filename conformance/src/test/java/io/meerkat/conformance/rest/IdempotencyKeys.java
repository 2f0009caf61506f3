package io.meerkat.conformance.rest;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Keys as the specification wants them: UUIDs of version 7, which begin with the time. */
public final class IdempotencyKeys {
    private static final long VERSION = 7L << 12;
    private static final long VARIANT = 2L << 62;

    private IdempotencyKeys() {}

    public static UUID next() {
        var random = ThreadLocalRandom.current();
        return new UUID(
                System.currentTimeMillis() << 16 | VERSION | random.nextLong(1 << 12),
                VARIANT | random.nextLong() >>> 2);
    }
}
