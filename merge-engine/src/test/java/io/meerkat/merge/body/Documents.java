package io.meerkat.merge.body;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.view.ImmutableSQLViewRepresentation;
import org.apache.iceberg.view.ImmutableViewVersion;
import org.apache.iceberg.view.ViewMetadata;

/** Table and view metadata with much that could confuse whoever looks for the ends of values. */
final class Documents {
    private static final List<String> AWKWARD = List.of(
            "plain",
            "",
            "{",
            "}]",
            "\"",
            "\\",
            "\\\"",
            ",",
            "\"snapshots\":[",
            "\n\t\u0001",
            "é漢🦦",
            "a:b",
            "null",
            "\u2028");

    private Documents() {}

    static String text(Random random) {
        return Stream.generate(() -> AWKWARD.get(random.nextInt(AWKWARD.size())))
                .limit(random.nextInt(6))
                .collect(Collectors.joining());
    }

    static TableMetadata table(Random random, int snapshots) {
        var schema = new Schema(
                Types.NestedField.optional("id" + text(random))
                        .withId(1)
                        .ofType(Types.LongType.get())
                        .withDoc(text(random))
                        .build(),
                Types.NestedField.required("list")
                        .withId(2)
                        .ofType(Types.ListType.ofOptional(3, Types.StringType.get()))
                        .build());
        var properties = IntStream.range(0, random.nextInt(4))
                .boxed()
                .collect(Collectors.toMap(i -> "key" + i + text(random), i -> text(random)));
        var empty = TableMetadata.newTableMetadata(schema, PartitionSpec.unpartitioned(), "file:///w/t", properties);
        var table = TableMetadata.buildFrom(empty).discardChanges().build();
        for (int i = 0; i < snapshots; i++) {
            table = withSnapshot(table, random);
        }
        return table;
    }

    static TableMetadata withSnapshot(TableMetadata table, Random random) {
        var previous =
                "file:///w/t/metadata/%s-%s.metadata.json".formatted(random.nextInt(), new UUID(random.nextLong(), 0));
        var json = """
                {"sequence-number":%d,"snapshot-id":%d,"timestamp-ms":%d,"summary":{"operation":"append","note":"%s"},\
                "manifest-list":"file:///w/t/m%d.avro","schema-id":0}""".formatted(
                        table.lastSequenceNumber() + 1,
                        random.nextLong(Long.MAX_VALUE),
                        table.lastUpdatedMillis() + 1,
                        new String(JsonStringEncoder.getInstance().quoteAsString(text(random))),
                        random.nextInt());
        return TableMetadata.buildFrom(table)
                .setBranchSnapshot(SnapshotParser.fromJson(json), "main")
                .setPreviousFileLocation(previous)
                .discardChanges()
                .build();
    }

    static ViewMetadata view(Random random, int versions) {
        var builder = ViewMetadata.builder()
                .setLocation("file:///w/v")
                .addSchema(new Schema(Types.NestedField.optional(1, "id", Types.LongType.get())));
        for (int i = 1; i <= versions; i++) {
            builder.addVersion(ImmutableViewVersion.builder()
                            .versionId(i)
                            .schemaId(0)
                            .timestampMillis(i)
                            .defaultNamespace(Namespace.of("a"))
                            .putSummary("text", text(random))
                            .addRepresentations(ImmutableSQLViewRepresentation.builder()
                                    .sql("select %d %s".formatted(i, text(random)))
                                    .dialect("spark")
                                    .build())
                            .build())
                    .setCurrentVersionId(i);
        }
        return builder.build();
    }
}
