package io.meerkat.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a tree entry stands for, addressed by its hash. Large metadata is named by its fragments, so that a content
 * grows with their number and not with their size.
 */
public sealed interface Content {
    Summary summary();

    void write(Canonical out);

    /** The hashes of its metadata's fragments, in their order. */
    default List<Hash> fragments() {
        return switch (this) {
            case TableContent table -> table.body().fragments();
            case ViewContent view -> view.body().fragments();
            case NamespaceContent _ -> List.of();
            case AssetContent _ -> List.of();
        };
    }

    default Kind kind() {
        return summary().kind();
    }

    default byte[] toBytes() {
        var out = new Canonical().u8(kind().code());
        write(out);
        return out.toBytes();
    }

    default Hash hash() {
        return Domain.CONTENT.hash(toBytes());
    }

    static Content of(byte[] bytes) {
        var in = new CanonicalReader(bytes);
        Content content = switch (Kind.ofCode(in.u8())) {
            case NAMESPACE -> new NamespaceContent(properties(in));
            case TABLE -> TableContent.read(in);
            case VIEW -> ViewContent.read(in);
            case ASSET -> new AssetContent(in.text(), in.optional(in::text), properties(in));
        };
        in.end();
        return content;
    }

    /** A namespace's properties, in the byte order of their keys. */
    record NamespaceContent(SortedMap<String, String> properties) implements Content {
        public NamespaceContent {
            properties = sorted(properties);
        }

        @Override
        public Summary summary() {
            return new Summary.NamespaceSummary();
        }

        @Override
        public void write(Canonical out) {
            writeProperties(out, properties);
        }
    }

    /**
     * An Iceberg table: where its metadata file is (absent for an inner commit of a group, whose file is written when
     * it is first loaded), the fields that the catalog itself needs, and the body of the file.
     */
    record TableContent(Optional<String> metadataLocation, TableFields fields, Body body) implements Content {
        @Override
        public Summary summary() {
            return new Summary.TableSummary(fields.formatVersion(), fields.schemaId(), fields.snapshotId());
        }

        @Override
        public void write(Canonical out) {
            out.optional(metadataLocation, out::text);
            fields.write(out);
            body.write(out);
        }

        private static TableContent read(CanonicalReader in) {
            return new TableContent(in.optional(in::text), TableFields.read(in), Body.read(in));
        }
    }

    /** An Iceberg view; its fields are its format version, uuid, location, schema id and version id. */
    record ViewContent(Optional<String> metadataLocation, ViewFields fields, Body body) implements Content {
        @Override
        public Summary summary() {
            return new Summary.ViewSummary(fields.formatVersion(), fields.schemaId(), fields.versionId());
        }

        @Override
        public void write(Canonical out) {
            out.optional(metadataLocation, out::text);
            fields.write(out);
            body.write(out);
        }

        private static ViewContent read(CanonicalReader in) {
            return new ViewContent(in.optional(in::text), ViewFields.read(in), Body.read(in));
        }
    }

    /** Anything else that is catalogued by name: a file, a model, a connection. */
    record AssetContent(String type, Optional<String> location, SortedMap<String, String> properties)
            implements Content {
        public AssetContent {
            properties = sorted(properties);
        }

        @Override
        public Summary summary() {
            return new Summary.AssetSummary(type);
        }

        @Override
        public void write(Canonical out) {
            out.text(type).optional(location, out::text);
            writeProperties(out, properties);
        }
    }

    private static SortedMap<String, String> sorted(SortedMap<String, String> properties) {
        var sorted = new TreeMap<String, String>(Utf8.ORDER);
        sorted.putAll(properties);
        return Collections.unmodifiableSortedMap(sorted);
    }

    private static void writeProperties(Canonical out, SortedMap<String, String> properties) {
        out.list(properties.entrySet(), entry -> out.text(entry.getKey()).text(entry.getValue()));
    }

    private static SortedMap<String, String> properties(CanonicalReader in) {
        var properties = new TreeMap<String, String>(Utf8.ORDER);
        int count = in.count();
        for (int i = 0; i < count; i++) {
            var key = in.text();
            if (!properties.isEmpty() && Utf8.ORDER.compare(properties.lastKey(), key) >= 0) {
                throw new IllegalArgumentException(
                        "properties are not in the order of their keys at '%s'".formatted(key));
            }
            properties.put(key, in.text());
        }
        return properties;
    }
}
