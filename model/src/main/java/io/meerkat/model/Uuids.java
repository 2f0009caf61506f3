package io.meerkat.model;

import java.util.UUID;
import java.util.regex.Pattern;

/** UUIDs as text, in their one canonical form only: lower-case, with four hyphens. */
final class Uuids {
    private static final Pattern CANONICAL = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Uuids() {}

    static UUID parse(String text) {
        if (!CANONICAL.matcher(text).matches()) {
            throw new IllegalArgumentException("not a UUID: '%s'".formatted(text));
        }
        return UUID.fromString(text);
    }
}
