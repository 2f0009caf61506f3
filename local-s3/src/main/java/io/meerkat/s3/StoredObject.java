package io.meerkat.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * An object as it was put. Its entity tag is the MD5 that some clients compare; that of a large object is opaque, as of one
 * that was put in parts: an MD5 would cost the store most of what the put costs it.
 */
record StoredObject(String etag, long size, Instant modified, Content content) {
    private static final int MD5_MAX = 1 << 20;

    static StoredObject of(byte[] bytes, Shelf shelf) {
        return new StoredObject('"' + tag(bytes) + '"', bytes.length, Instant.now(), shelf.keep(bytes));
    }

    private static String tag(byte[] bytes) {
        if (bytes.length <= MD5_MAX) {
            return HexFormat.of().formatHex(md5().digest(bytes));
        }
        var sum = new CRC32C();
        sum.update(bytes);
        return "%08x%08x-1".formatted(sum.getValue(), bytes.length);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
