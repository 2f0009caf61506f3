package io.meerkat.storage.event;

import io.meerkat.model.Canonical;
import io.meerkat.model.Domain;
import io.meerkat.model.EventId;
import io.meerkat.model.Hash;
import io.meerkat.model.StreamId;
import io.meerkat.model.Times;
import java.time.Instant;

/**
 * An event as it is stored, hashed and kept for ever. Metadata and payload are bytes that nobody re-encodes; {@code
 * previous} is the hash of the event before it in its stream, 32 zero bytes for the first.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by id only, and never changed once made
public record EventRow(
        StreamId stream,
        long seq,
        EventId id,
        String name,
        int revision,
        Instant recordedAt,
        byte[] metadata,
        byte[] payload,
        Hash previous) {

    /** Covers everything but where the database happened to put the row. */
    public Hash hash() {
        return Domain.EVENT.hash(new Canonical()
                .text(stream.toString())
                .i64(seq)
                .uuid(id.value())
                .text(name)
                .varint(revision)
                .i64(Times.micros(recordedAt))
                .bytes(metadata)
                .bytes(payload)
                .hash(previous));
    }
}
