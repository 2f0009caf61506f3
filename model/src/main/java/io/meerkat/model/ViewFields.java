package io.meerkat.model;

import java.util.UUID;

/** What the catalog itself must know of a view without parsing its metadata. */
public record ViewFields(int formatVersion, UUID uuid, String location, int schemaId, int versionId) {
    void write(Canonical out) {
        out.varint(formatVersion).uuid(uuid).text(location).varint(schemaId).varint(versionId);
    }

    static ViewFields read(CanonicalReader in) {
        return new ViewFields(in.intVarint(), in.uuid(), in.text(), in.intVarint(), in.intVarint());
    }
}
