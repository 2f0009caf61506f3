package io.meerkat.model;

import java.util.Optional;

/**
 * The net change of one key by one commit. {@code updates} tells a reader what the client asked for (Iceberg's update
 * list as JSON, of a version of its own); it explains and is not part of what the commit id covers.
 */
public record Change(TreeKey key, Optional<Entry> before, Optional<Entry> after, Optional<String> updates) {
    public Change {
        if (before.equals(after)) {
            throw new IllegalArgumentException("a change of %s changes nothing".formatted(key.identifier()));
        }
    }

    void write(Canonical out) {
        out.bytes(key.bytes())
                .optional(before, entry -> out.bytes(entry.toBytes()))
                .optional(after, entry -> out.bytes(entry.toBytes()));
    }
}
