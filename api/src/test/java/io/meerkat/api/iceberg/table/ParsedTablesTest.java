package io.meerkat.api.iceberg.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.iceberg.table.TableUpdate.Step;
import io.meerkat.model.ContentId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.SnapshotRefType;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParsedTablesTest {
    private static final long BYTES_MAX = 1 << 20;

    private static LongStream seeds() {
        var given = System.getProperty("seed", "");
        return given.isEmpty() ? new Random().longs(20) : LongStream.of(Long.parseLong(given));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void whatACommitMadeIsKeptAsParsingItsFileWouldGiveIt(long seed) {
        var random = new Random(seed);
        var kept = new ParsedTables(BYTES_MAX);
        var id = new ContentId(UUID.randomUUID());
        var table = TableMetadata.newTableMetadata(
                new Schema(Types.NestedField.optional(1, "x", Types.LongType.get())),
                PartitionSpec.unpartitioned(),
                SortOrder.unsorted(),
                "file:///t",
                Map.of());
        var made = Prepared.of(table, file(0));
        var now = Served.of(id, made, Optional.empty());
        kept.replace(Optional.empty(), now, made);
        for (int version = 1; version < 30; version++) {
            var updates = updates(random, kept.of(now).table(), version);
            var next = TableUpdate.apply(kept.of(now).table(), List.of(new Step(List.of(), updates)));
            var expected = TableUpdate.apply(parsed(now), List.of(new Step(List.of(), updates)));
            assertThat(untimed(next)).isEqualTo(untimed(expected));

            var prepared = Prepared.of(next, file(version), now.content().body(), kept.of(now));
            assertIsAsPreparedAnew(prepared, version);
            var after = Served.of(id, prepared, Optional.empty());
            kept.replace(Optional.of(now), after, prepared);
            var keptAfter = kept.of(after).table();
            assertThat(TableMetadataParser.toJson(keptAfter)).isEqualTo(TableMetadataParser.toJson(parsed(after)));
            assertThat(keptAfter.metadataFileLocation()).isEqualTo(parsed(after).metadataFileLocation());
            assertThat(keptAfter.changes()).isEmpty();
            now = after;
        }
    }

    /** What is not cut again is as if it were. */
    private static void assertIsAsPreparedAnew(Prepared prepared, int version) {
        var anew = Prepared.of(prepared.metadata(), file(version));
        assertThat(new String(prepared.document().bytes(), StandardCharsets.UTF_8))
                .isEqualTo(new String(anew.document().bytes(), StandardCharsets.UTF_8));
        assertThat(prepared.content()).isEqualTo(anew.content());
        assertThat(prepared.hash()).isEqualTo(anew.hash());
        assertThat(anew.fragments()).containsAll(prepared.fragments());
    }

    private static List<MetadataUpdate> updates(Random random, TableMetadata table, int version) {
        return switch (random.nextInt(6)) {
            case 0 ->
                List.of(new MetadataUpdate.AddSchema(new Schema(
                        Types.NestedField.optional(1, "x", Types.LongType.get()),
                        Types.NestedField.optional(2, "y" + version, Types.StringType.get()))));
            case 1 -> List.of(new MetadataUpdate.SetProperties(Map.of("p" + random.nextInt(3), "v" + version)));
            case 2 -> expired(table);
            default -> appends(random, table, 1 + random.nextInt(20));
        };
    }

    private static List<MetadataUpdate> expired(TableMetadata table) {
        return table.snapshots().size() < 2
                ? List.of(new MetadataUpdate.SetProperties(Map.of("none", "there")))
                : List.of(new MetadataUpdate.RemoveSnapshots(
                        table.snapshots().getFirst().snapshotId()));
    }

    private static List<MetadataUpdate> appends(Random random, TableMetadata table, int count) {
        var updates = new ArrayList<MetadataUpdate>();
        var parent = table.currentSnapshot() == null
                ? ""
                : parent(table.currentSnapshot().snapshotId());
        for (int i = 1; i <= count; i++) {
            long id = random.nextLong(Long.MAX_VALUE);
            var snapshot = SnapshotParser.fromJson(
                    """
                    {"sequence-number":%d,"snapshot-id":%d,%s"timestamp-ms":%d,
                     "summary":{"operation":"append","note":"é%d"},"manifest-list":"file:///t/m%d.avro","schema-id":0}""".formatted(table.lastSequenceNumber() + i, id, parent, table.lastUpdatedMillis() + i, i, id));
            parent = parent(id);
            updates.add(new MetadataUpdate.AddSnapshot(snapshot));
            updates.add(new MetadataUpdate.SetSnapshotRef("main", id, SnapshotRefType.BRANCH, null, null, null));
        }
        return updates;
    }

    private static String parent(long id) {
        return "\"parent-snapshot-id\":%d,".formatted(id);
    }

    private static String file(int version) {
        return "file:///t/metadata/%05d.metadata.json".formatted(version);
    }

    private static TableMetadata parsed(Served served) {
        return new ParsedTables(BYTES_MAX).of(served).table();
    }

    /** Both were made now, one a moment after the other. */
    private static String untimed(TableMetadata table) {
        return TableMetadataParser.toJson(table).replaceFirst("\"last-updated-ms\":[0-9]+", "");
    }
}
