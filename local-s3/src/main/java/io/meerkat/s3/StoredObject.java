package io.meerkat.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** An object as it was put. */
record StoredObject(String etag, long size, Instant modified, Content content) {

    static StoredObject of(byte[] bytes, Shelf shelf) {
        return new StoredObject('"' + md5(bytes) + '"', bytes.length, Instant.now(), shelf.keep(bytes));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
