package io.meerkat.benchmark.micro.sample;

import io.meerkat.merge.body.BodyCutter;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.TableFields;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.types.Types;

/** A table of twenty columns and eight properties, with a history of appends. */
public final class SampleTable {
    private static final int COLUMNS = 20;
    private static final int PROPERTIES = 8;
    private static final int APPENDED_MAX = 1_000_000;
    private static final String LOCATION = "s3://warehouse/sales/orders-0a1b2c3d";

    private SampleTable() {}

    /** Its metadata as Iceberg writes it. */
    public static String json(int snapshots, RandomGenerator random) {
        var table = TableMetadata.newTableMetadata(schema(), PartitionSpec.unpartitioned(), LOCATION, properties());
        table = TableMetadata.buildFrom(table).discardChanges().build();
        for (int i = 0; i < snapshots; i++) {
            table = appended(table, i, random);
        }
        return TableMetadataParser.toJson(table);
    }

    /** What the tree would name of it. */
    public static TableContent content(String json, RandomGenerator random) {
        var fields = new TableFields(2, uuid(random), LOCATION, 0, random.nextLong(), COLUMNS, 999, 0);
        return new TableContent(
                Optional.of(metadataFile(1, random)),
                fields,
                BodyCutter.cut(json).body());
    }

    private static Schema schema() {
        return new Schema(IntStream.rangeClosed(1, COLUMNS)
                .mapToObj(id -> Types.NestedField.optional(id, "column_%02d".formatted(id), Types.StringType.get()))
                .toList());
    }

    private static Map<String, String> properties() {
        return IntStream.range(0, PROPERTIES)
                .boxed()
                .collect(Collectors.toMap("team.setting.%d"::formatted, "the value of setting %d"::formatted));
    }

    private static TableMetadata appended(TableMetadata table, int version, RandomGenerator random) {
        var files = random.nextInt(1, 100);
        var rows = random.nextInt(APPENDED_MAX);
        var snapshot = """
                {"sequence-number":%d,"snapshot-id":%d,"timestamp-ms":%d,"summary":{"operation":"append",\
                "added-data-files":"%d","added-records":"%d","added-files-size":"%d","total-records":"%d",\
                "engine-name":"spark","engine-version":"4.0.1"},"manifest-list":"%s/metadata/snap-%s.avro",\
                "schema-id":0}""".formatted(
                        table.lastSequenceNumber() + 1,
                        random.nextLong(Long.MAX_VALUE),
                        table.lastUpdatedMillis() + 1,
                        files,
                        rows,
                        40L * rows,
                        (long) rows * version,
                        LOCATION,
                        uuid(random));
        return TableMetadata.buildFrom(table)
                .setBranchSnapshot(SnapshotParser.fromJson(snapshot), "main")
                .setPreviousFileLocation(metadataFile(version, random))
                // Else all commits count as one, whose inner snapshots are not logged.
                .discardChanges()
                .build();
    }

    private static String metadataFile(int version, RandomGenerator random) {
        return "%s/metadata/%05d-%s.metadata.json".formatted(LOCATION, version, uuid(random));
    }

    private static UUID uuid(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
