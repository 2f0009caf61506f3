package io.meerkat.model;

import java.util.UUID;

/** Whose data it is. The tenant `default` is the nil UUID. */
public record TenantId(UUID value) {
    public static final TenantId DEFAULT = new TenantId(new UUID(0, 0));

    public static TenantId parse(String text) {
        return new TenantId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
