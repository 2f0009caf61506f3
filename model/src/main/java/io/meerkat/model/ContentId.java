package io.meerkat.model;

import java.util.UUID;

/** The identity of a table, view, namespace or asset: it survives rename, commit, replace, undelete and revert. Always a random UUIDv4, for its first digits spread locations and keys. */
public record ContentId(UUID value) {

    public static ContentId parse(String text) {
        return new ContentId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
