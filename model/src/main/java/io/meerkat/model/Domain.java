package io.meerkat.model;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * What a hash is of. The domain's tag, length-prefixed, is hashed before the canonical bytes, so that no value of one
 * kind can ever be taken for one of another. A changed encoding is a new tag, never a new meaning of an old one.
 */
public enum Domain {
    NODE("meerkat/node/1"),
    BOUNDARY("meerkat/boundary/1"),
    CONTENT("meerkat/content/1"),
    FRAGMENT("meerkat/fragment/1"),
    EVENT("meerkat/event/1"),
    CHANGES("meerkat/changes/1"),
    COMMIT("meerkat/commit/1"),
    TEXT("meerkat/text/1"),
    AUDIT_ENTRY("meerkat/audit-entry/1"),
    CONFLICT("meerkat/conflict/1");

    private final byte[] prefix;

    Domain(String tag) {
        this.prefix = new Canonical().text(tag).toBytes();
    }

    public Hash hash(byte[] canonical) {
        return Hash.of(Hashing.sha256()
                .newHasher(prefix.length + canonical.length)
                .putBytes(prefix)
                .putBytes(canonical)
                .hash()
                .asBytes());
    }

    public Hash hash(Canonical canonical) {
        return hash(canonical.toBytes());
    }

    /** The hash of a text's UTF-8 bytes, without a length before them. */
    public Hash hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }
}
