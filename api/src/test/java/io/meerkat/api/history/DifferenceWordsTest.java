package io.meerkat.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

class DifferenceWordsTest {
    private static final TableMetadata EMPTY = TableMetadata.newTableMetadata(
            new Schema(NestedField.required(1, "id", Types.IntegerType.get())),
            PartitionSpec.unpartitioned(),
            SortOrder.unsorted(),
            "file:///w/t",
            Map.of("format-version", "2"));

    private static TableMetadata appended(TableMetadata before, long snapshot, int rows) {
        var parent = before.currentSnapshot() == null
                ? ""
                : "\"parent-snapshot-id\":%d,"
                        .formatted(before.currentSnapshot().snapshotId());
        var added = SnapshotParser.fromJson("""
                {"snapshot-id":%d,%s"sequence-number":%d,"timestamp-ms":%d,"schema-id":0,
                 "manifest-list":"file:///w/t/metadata/s.avro","summary":{"operation":"append","added-data-files":"1",
                   "added-records":"%d","total-data-files":"%d","total-records":"%d"}}
                """.formatted(
                        snapshot,
                        parent,
                        before.lastSequenceNumber() + 1,
                        System.currentTimeMillis(),
                        rows,
                        before.lastSequenceNumber() + 1,
                        rows * (before.lastSequenceNumber() + 1)));
        return TableMetadata.buildFrom(before)
                .setBranchSnapshot(added, SnapshotRef.MAIN_BRANCH)
                .build();
    }

    private static List<String> words(TableMetadata before, TableMetadata after) {
        return DifferenceWords.of(TableDifference.of(before, after));
    }

    @Test
    void anAppendIsToldByItsCountsAndNotByTheMoveOfMain() {
        assertThat(words(EMPTY, appended(EMPTY, 7, 12_000))).containsExactly("append: 1 file, 12 000 rows added");
    }

    @Test
    void mainThatWentBackTellsWhatItShowsThen() {
        var one = appended(EMPTY, 7, 1_500);
        var two = appended(one, 8, 1_500);
        var back = TableMetadata.buildFrom(two)
                .setBranchSnapshot(7, SnapshotRef.MAIN_BRANCH)
                .build();

        assertThat(words(two, back)).containsExactly("set main to snapshot 7: 1 file, 1 500 rows");
        assertThat(words(
                        one,
                        TableMetadata.buildFrom(one)
                                .removeRef(SnapshotRef.MAIN_BRANCH)
                                .build()))
                .containsExactly("set main to no snapshot: no rows");
    }

    /** With the ids that the columns have, unlike in a new table. */
    private static TableMetadata with(NestedField... columns) {
        var table = TableMetadata.newTableMetadata(
                new Schema(columns),
                PartitionSpec.unpartitioned(),
                SortOrder.unsorted(),
                "file:///w/t",
                Map.of("format-version", "3"));
        return TableMetadata.buildFrom(table)
                .setCurrentSchema(new Schema(columns), columns.length)
                .build();
    }

    @Test
    void allThatBecameOfAColumnIsTold() {
        var before = with(
                NestedField.required("id")
                        .withId(1)
                        .ofType(Types.IntegerType.get())
                        .build(),
                NestedField.optional("old")
                        .withId(2)
                        .ofType(Types.StringType.get())
                        .build());
        var after = with(
                NestedField.optional("key")
                        .withId(1)
                        .ofType(Types.LongType.get())
                        .withDoc("by which it is found")
                        .withWriteDefault(Expressions.lit(7L))
                        .build(),
                NestedField.optional("old")
                        .withId(2)
                        .ofType(Types.StringType.get())
                        .build());

        assertThat(words(before, after))
                .containsExactly(
                        "rename column id to key",
                        "change column key from int to long",
                        "make column key optional",
                        "document column key",
                        "set the write default of column key to 7");
    }

    @Test
    void columnsThatWereMovedAreToldAndColumnsBesideThemAreNot() {
        var a = NestedField.optional("a")
                .withId(1)
                .ofType(Types.IntegerType.get())
                .build();
        var b = NestedField.optional("b")
                .withId(2)
                .ofType(Types.IntegerType.get())
                .build();
        var c = NestedField.optional("c")
                .withId(3)
                .ofType(Types.IntegerType.get())
                .build();

        assertThat(words(with(a, b), with(b, a))).containsExactly("change column order from [a, b] to [b, a]");
        assertThat(words(with(a, b), with(a, b, c))).containsExactly("add column c int");
    }

    @Test
    void aTagIsToldByWhereItIs() {
        var one = appended(EMPTY, 7, 1);
        var tagged = TableMetadata.buildFrom(one)
                .setRef("v1", SnapshotRef.tagBuilder(7).build())
                .build();

        assertThat(words(one, tagged)).containsExactly("change ref v1 from none to tag at 7");
    }
}
