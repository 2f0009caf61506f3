package io.meerkat.model;

import java.util.UUID;

/** UUIDs as text, in their one canonical form only. */
final class Uuids {
    private Uuids() {}

    static UUID parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not a UUID: '%s'".formatted(text));
        }
        return UUID.fromString(text);
    }
}
