package io.meerkat.model;

import java.util.UUID;

/** Who acts. The user of a server without authentication is the nil UUID. */
public record PrincipalId(UUID value) {
    public static final PrincipalId NOBODY = new PrincipalId(new UUID(0, 0));
    public static final PrincipalId SERVER = new PrincipalId(new UUID(0, 1));

    public static PrincipalId parse(String text) {
        return new PrincipalId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
