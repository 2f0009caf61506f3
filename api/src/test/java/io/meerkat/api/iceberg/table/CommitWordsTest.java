package io.meerkat.api.iceberg.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

class CommitWordsTest {
    private static final ObjectName NAME = NamespacePath.of("sales").object("orders");
    private static final Schema SCHEMA = new Schema(
            NestedField.required(1, "id", Types.IntegerType.get()),
            NestedField.optional(2, "old", Types.LongType.get()));
    private static final TableMetadata TABLE = TableMetadata.buildFrom(TableMetadata.newTableMetadata(
                    SCHEMA,
                    PartitionSpec.unpartitioned(),
                    SortOrder.unsorted(),
                    "file:///w/t",
                    Map.of("format-version", "2")))
            .discardChanges()
            .build();

    private static String words(Consumer<TableMetadata.Builder> edit) {
        var builder = TableMetadata.buildFrom(TABLE);
        edit.accept(builder);
        var after = builder.build();
        return CommitWords.of(NAME, TABLE, after, after.changes());
    }

    private static void snapshot(TableMetadata.Builder builder, String operation, String summary) {
        var snapshot = SnapshotParser.fromJson("""
                {"snapshot-id":7,"sequence-number":1,"timestamp-ms":%d,"manifest-list":"file:///w/t/metadata/s.avro",
                 "schema-id":0,"summary":{"operation":"%s"%s}}""".formatted(System.currentTimeMillis(), operation, summary));
        builder.setBranchSnapshot(snapshot, SnapshotRef.MAIN_BRANCH);
    }

    @Test
    void anAppendTellsItsFilesAndRows() {
        assertThat(words(builder ->
                        snapshot(builder, "append", ",\"added-data-files\":\"3\",\"added-records\":\"12000\"")))
                .isEqualTo("append to sales.orders: 3 files, 12 000 rows added");
        assertThat(words(builder -> snapshot(builder, "append", ",\"added-data-files\":\"1\",\"added-records\":\"1\"")))
                .isEqualTo("append to sales.orders: 1 file, 1 row added");
    }

    @Test
    void whatAWriterPutIntoItsSummaryIsNotTrusted() {
        assertThat(words(builder -> snapshot(builder, "append", ",\"added-data-files\":\"many\"")))
                .isEqualTo("append to sales.orders");
    }

    @Test
    void anOverwriteTellsBothSides() {
        assertThat(words(builder -> snapshot(
                        builder,
                        "overwrite",
                        ",\"added-data-files\":\"2\",\"deleted-data-files\":\"1\",\"deleted-records\":\"5\"")))
                .isEqualTo("overwrite in sales.orders: 2 files added, 1 file, 5 rows removed");
    }

    @Test
    void columnsAreNamed() {
        assertThat(words(builder -> builder.setCurrentSchema(
                        new Schema(
                                NestedField.required(1, "id", Types.LongType.get()),
                                NestedField.optional(3, "new", Types.StringType.get())),
                        3)))
                .isEqualTo("update sales.orders: add column new; drop column old; change column id");
    }

    @Test
    void fewPropertiesAreNamedAndManyCounted() {
        assertThat(words(builder -> builder.setProperties(Map.of("b", "1", "a", "2"))))
                .isEqualTo("update sales.orders: set a, b");
        assertThat(words(builder -> builder.setProperties(
                        IntStream.range(0, 9).boxed().collect(Collectors.toMap(i -> "p" + i, i -> "v")))))
                .isEqualTo("update sales.orders: set 9 properties");
    }

    @Test
    void aSnapshotBesideAnotherChangeIsOnePart() {
        assertThat(words(builder -> {
                    snapshot(builder, "append", ",\"added-records\":\"4\"");
                    builder.setProperties(Map.of("a", "b"));
                }))
                .isEqualTo("update sales.orders: append 4 rows added; set a");
    }
}
