package io.meerkat.model;

/** The few facts of a content that stand in the tree itself, so that a listing or a diff need not load it. */
public sealed interface Summary {
    Kind kind();

    void write(Canonical out);

    record NamespaceSummary() implements Summary {
        @Override
        public Kind kind() {
            return Kind.NAMESPACE;
        }

        @Override
        public void write(Canonical out) {}
    }

    /** {@code snapshotId} is -1 where the table has no current snapshot, as in Iceberg. */
    record TableSummary(int formatVersion, int schemaId, long snapshotId) implements Summary {
        @Override
        public Kind kind() {
            return Kind.TABLE;
        }

        @Override
        public void write(Canonical out) {
            out.varint(formatVersion).varint(schemaId).i64(snapshotId);
        }
    }

    record ViewSummary(int formatVersion, int schemaId, int versionId) implements Summary {
        @Override
        public Kind kind() {
            return Kind.VIEW;
        }

        @Override
        public void write(Canonical out) {
            out.varint(formatVersion).varint(schemaId).varint(versionId);
        }
    }

    record AssetSummary(String type) implements Summary {
        @Override
        public Kind kind() {
            return Kind.ASSET;
        }

        @Override
        public void write(Canonical out) {
            out.text(type);
        }
    }

    static Summary read(Kind kind, byte[] bytes) {
        var in = new CanonicalReader(bytes);
        Summary summary = switch (kind) {
            case NAMESPACE -> new NamespaceSummary();
            case TABLE -> new TableSummary(in.intVarint(), in.intVarint(), in.i64());
            case VIEW -> new ViewSummary(in.intVarint(), in.intVarint(), in.intVarint());
            case ASSET -> new AssetSummary(in.text());
        };
        in.end();
        return summary;
    }
}
