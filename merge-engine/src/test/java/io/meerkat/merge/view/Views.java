package io.meerkat.merge.view;

import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.view.ImmutableSQLViewRepresentation;
import org.apache.iceberg.view.ImmutableViewVersion;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;
import org.jspecify.annotations.Nullable;

/** Views and what clients do to them. */
final class Views {
    static final Schema ID = new Schema(Types.NestedField.optional(1, "id", Types.LongType.get()));
    static final Schema NAMED = new Schema(
            Types.NestedField.optional(1, "id", Types.LongType.get()),
            Types.NestedField.optional(2, "name", Types.StringType.get()));

    private Views() {}

    static ViewMetadata view() {
        var created = ViewMetadata.builder()
                .setLocation("file:///w/v")
                .setProperties(Map.of("owner", "keeper", "replace.drop-dialect.allowed", "true"))
                .addSchema(ID)
                .addVersion(version(Map.of("spark", "select 1", "trino", "select one"), "zoo", null))
                .setCurrentVersionId(1)
                .build();
        return read(created);
    }

    static ViewMetadata replaced(ViewMetadata view, Map<String, String> texts) {
        return replaced(view, texts, ID, "zoo", null);
    }

    static ViewMetadata replaced(
            ViewMetadata view, Map<String, String> texts, Schema schema, String namespace, @Nullable String catalog) {
        return read(ViewMetadata.buildFrom(view)
                .setCurrentVersion(version(texts, namespace, catalog), schema)
                .build());
    }

    static ViewMetadata with(ViewMetadata view, String key, String value) {
        return read(
                ViewMetadata.buildFrom(view).setProperties(Map.of(key, value)).build());
    }

    static ViewMetadata at(ViewMetadata view, String location) {
        return read(ViewMetadata.buildFrom(view).setLocation(location).build());
    }

    private static ImmutableViewVersion version(Map<String, String> texts, String namespace, @Nullable String catalog) {
        var version = ImmutableViewVersion.builder()
                .versionId(1)
                .schemaId(0)
                .timestampMillis(1_700_000_000_000L)
                .putSummary("engine", "test")
                .defaultCatalog(catalog)
                .defaultNamespace(Namespace.of(namespace));
        new TreeMap<>(texts)
                .forEach((dialect, sql) -> version.addRepresentations(ImmutableSQLViewRepresentation.builder()
                        .dialect(dialect)
                        .sql(sql)
                        .build()));
        return version.build();
    }

    private static ViewMetadata read(ViewMetadata view) {
        return ViewMetadataParser.fromJson(ViewMetadataParser.toJson(view));
    }
}
