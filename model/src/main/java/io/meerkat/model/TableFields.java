package io.meerkat.model;

import java.util.UUID;

/**
 * What the catalog itself must know of a table without parsing its metadata: identity, location, and the highest ids
 * allocated, from which the marks across branches are raised and rebuilt. {@code snapshotId} is -1 where there is none.
 */
public record TableFields(
        int formatVersion,
        UUID uuid,
        String location,
        int schemaId,
        long snapshotId,
        int lastColumnId,
        int lastPartitionId,
        long nextRowId) {

    void write(Canonical out) {
        out.varint(formatVersion)
                .uuid(uuid)
                .text(location)
                .varint(schemaId)
                .i64(snapshotId)
                .varint(lastColumnId)
                .varint(lastPartitionId)
                .varint(nextRowId);
    }

    static TableFields read(CanonicalReader in) {
        return new TableFields(
                in.intVarint(),
                in.uuid(),
                in.text(),
                in.intVarint(),
                in.i64(),
                in.intVarint(),
                in.intVarint(),
                in.varint());
    }
}
