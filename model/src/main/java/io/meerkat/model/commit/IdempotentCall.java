package io.meerkat.model.commit;

import io.meerkat.model.Hash;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import java.time.Instant;
import java.util.UUID;

/** A request that carries an idempotency key: whose it is, and what it asked for, so that another payload is told. */
public record IdempotentCall(TenantId tenant, PrincipalId principal, UUID key, String route, Hash request) {
    private static final int VERSION = 7;

    /** What a database can hold of times, and JSON show of years. */
    private static final Instant TIME_MAX = Instant.parse("9999-12-31T00:00:00Z");

    public IdempotentCall {
        if (key.version() != VERSION || key.variant() != 2) {
            throw new IllegalArgumentException("an idempotency key is a UUID of version 7: '%s'".formatted(key));
        }
        if (time(key).isAfter(TIME_MAX)) {
            throw new IllegalArgumentException(
                    "the time within an idempotency key is before the year 10000: '%s'".formatted(key));
        }
    }

    /** The time within the key. */
    public Instant time() {
        return time(key);
    }

    private static Instant time(UUID key) {
        return Instant.ofEpochMilli(key.getMostSignificantBits() >>> 16);
    }
}
