package io.meerkat.model;

import java.nio.charset.StandardCharsets;

/** An immutable piece of a metadata document, stored once under the hash of its UTF-8 bytes. */
public record Fragment(Hash hash, String text) {
    public static Fragment of(String text) {
        return new Fragment(Domain.FRAGMENT.hash(text), text);
    }

    public byte[] utf8() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
