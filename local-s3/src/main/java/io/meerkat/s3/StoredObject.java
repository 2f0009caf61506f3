package io.meerkat.s3;

import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * An object as it was put. Its entity tag is opaque, as that of an object that was put in parts: an MD5 would cost the
 * store most of what a large put costs it.
 */
record StoredObject(String etag, long size, Instant modified, Content content) {

    static StoredObject of(byte[] bytes, Shelf shelf) {
        var sum = new CRC32C();
        sum.update(bytes);
        String etag = "\"%08x%08x-1\"".formatted(sum.getValue(), bytes.length);
        return new StoredObject(etag, bytes.length, Instant.now(), shelf.keep(bytes));
    }
}
