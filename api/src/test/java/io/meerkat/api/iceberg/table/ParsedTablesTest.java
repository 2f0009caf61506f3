package io.meerkat.api.iceberg.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.iceberg.table.TableUpdate.Step;
import io.meerkat.model.ContentId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
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
        var now = served(id, table, 0);
        kept.replace(Optional.empty(), now, table);
        for (int version = 1; version < 30; version++) {
            var update = update(random, version);
            var next = TableUpdate.apply(kept.of(now), List.of(new Step(List.of(), List.of(update))));
            var expected = TableUpdate.apply(parsed(now), List.of(new Step(List.of(), List.of(update))));
            assertThat(untimed(next)).isEqualTo(untimed(expected));

            var after = served(id, next, version);
            kept.replace(Optional.of(now), after, next);
            assertThat(TableMetadataParser.toJson(kept.of(after))).isEqualTo(TableMetadataParser.toJson(parsed(after)));
            assertThat(kept.of(after).metadataFileLocation())
                    .isEqualTo(parsed(after).metadataFileLocation());
            assertThat(kept.of(after).changes()).isEmpty();
            now = after;
        }
    }

    private static MetadataUpdate update(Random random, int version) {
        return random.nextInt(3) == 0
                ? new MetadataUpdate.AddSchema(new Schema(
                        Types.NestedField.optional(1, "x", Types.LongType.get()),
                        Types.NestedField.optional(2, "y" + version, Types.StringType.get())))
                : new MetadataUpdate.SetProperties(Map.of("p" + random.nextInt(3), "v" + version));
    }

    private static Served served(ContentId id, TableMetadata table, int version) {
        return Served.of(
                id, Prepared.of(table, "file:///t/metadata/%05d.metadata.json".formatted(version)), Optional.empty());
    }

    private static TableMetadata parsed(Served served) {
        return new ParsedTables(BYTES_MAX).of(served);
    }

    /** Both were made now, one a moment after the other. */
    private static String untimed(TableMetadata table) {
        return TableMetadataParser.toJson(table).replaceFirst("\"last-updated-ms\":[0-9]+", "");
    }
}
