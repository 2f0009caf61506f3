package io.meerkat.merge.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All merges of a table with one column that changes, one branch that moves, one property that is set. */
class EverySmallTableTest {
    private static final int ID = 2;
    private static final List<Optional<NestedField>> COLUMNS = List.of(
            Optional.empty(),
            Optional.of(field("a", Types.IntegerType.get(), null)),
            Optional.of(field("a", Types.LongType.get(), null)),
            Optional.of(field("b", Types.IntegerType.get(), null)),
            Optional.of(field("c", Types.IntegerType.get(), null)),
            Optional.of(field("a", Types.IntegerType.get(), "x")),
            Optional.of(field("b", Types.LongType.get(), "y")));

    /** What is expected: a column, none, or a conflict of this code. */
    private record Expected(Optional<NestedField> column, List<ConflictCode> conflicts) {}

    @Test
    void everyMergeOfOneColumn() {
        int merges = 0;
        for (var before : COLUMNS) {
            var base = table(before);
            for (var here : COLUMNS) {
                var ours = Tables.with(changed(base, here), "ours", "1");
                for (var there : COLUMNS) {
                    var theirs = Tables.with(changed(base, there), "theirs", "1");
                    assertColumn(before, here, there, base, ours, theirs);
                    assertColumn(before, here, there, base, ours, Tables.appended(theirs, 7));
                    merges += 2;
                }
            }
        }
        assertThat(merges).isEqualTo(2 * 7 * 7 * 7);
    }

    private static void assertColumn(
            Optional<NestedField> before,
            Optional<NestedField> here,
            Optional<NestedField> there,
            TableMetadata base,
            TableMetadata ours,
            TableMetadata theirs) {
        var expected = expected(before, here, there);
        var outcome = Tables.merge(base, ours, theirs);

        assertThat(Tables.conflicts(outcome))
                .as("%s, %s, %s", before, here, there)
                .extracting(conflict -> conflict.code())
                .isEqualTo(expected.conflicts());
        if (expected.conflicts().isEmpty()) {
            var merged = Tables.merged(outcome);
            assertThat(Optional.ofNullable(merged.schema().findField(ID))).isEqualTo(expected.column());
            assertThat(merged.schemas().stream().map(Schema::schemaId)).doesNotHaveDuplicates();
            assertThat(merged.properties()).containsKeys("ours", "theirs");
        }
    }

    private static Expected expected(
            Optional<NestedField> before, Optional<NestedField> here, Optional<NestedField> there) {
        if (here.equals(there) || there.equals(before)) {
            return new Expected(here, List.of());
        }
        if (here.equals(before)) {
            return new Expected(there, List.of());
        }
        if (here.isEmpty() || there.isEmpty()) {
            return new Expected(Optional.empty(), List.of(ConflictCode.DROP_USED));
        }
        if (before.isEmpty()) {
            return here.get().name().equals(there.get().name())
                            && here.get().type().equals(there.get().type())
                    ? new Expected(
                            Stream.of(here, there)
                                    .flatMap(Optional::stream)
                                    .filter(field -> field.doc() != null)
                                    .findFirst(),
                            List.of())
                    : new Expected(Optional.empty(), List.of(ConflictCode.FIELD_ID_COLLISION));
        }
        var conflicts = new ArrayList<ConflictCode>();
        var name = either(before.get().name(), here.get().name(), there.get().name(), ConflictCode.RENAME, conflicts);
        // Of int and long, a side that changed either is right or made it narrower, which the other did not.
        var type = either(before.get().type(), here.get().type(), there.get().type(), ConflictCode.TYPE, conflicts);
        var doc = either(before.get().doc(), here.get().doc(), there.get().doc(), ConflictCode.COLUMN_DOC, conflicts);
        return new Expected(Optional.of(field(name, type, doc)), conflicts);
    }

    private static <T> T either(T before, T here, T there, ConflictCode code, List<ConflictCode> conflicts) {
        if (!Objects.equals(here, there) && !Objects.equals(here, before) && !Objects.equals(there, before)) {
            conflicts.add(code);
        }
        return Objects.equals(here, before) ? there : here;
    }

    @Test
    void everyMergeOfOneBranch() {
        var start = Tables.appended(Tables.appended(Tables.appended(Tables.zoo(2), 1), 2), 3);
        var places = List.of(0L, 1L, 2L, 3L);
        for (long before : places) {
            var base = moved(start, before);
            for (long here : places) {
                var ours = Tables.with(moved(base, here), "ours", "1");
                for (long there : places) {
                    var theirs = Tables.with(moved(base, there), "theirs", "1");
                    assertBranch(before, here, there, Tables.merge(base, ours, theirs));
                }
            }
        }
    }

    private static void assertBranch(long before, long here, long there, Outcome<TableMetadata> outcome) {
        boolean oneMoved = here == there || here == before || there == before;
        boolean bothForward = here > before && there > before;
        if (!oneMoved && !bothForward) {
            assertThat(Tables.conflicts(outcome))
                    .singleElement()
                    .satisfies(conflict -> assertThat(conflict.code()).isEqualTo(ConflictCode.REF_DIVERGED));
            return;
        }
        long expected = here == before || (there != before && there > here) ? there : here;
        var ref = Tables.merged(outcome).ref("audit");
        assertThat(ref == null ? 0 : ref.snapshotId())
                .as("%d, %d, %d", before, here, there)
                .isEqualTo(expected);
    }

    private static TableMetadata moved(TableMetadata table, long to) {
        if (to == 0) {
            return table.ref("audit") == null ? table : Tables.built(table, builder -> builder.removeRef("audit"));
        }
        return Tables.built(
                table,
                builder -> builder.setRef("audit", SnapshotRef.branchBuilder(to).build()));
    }

    @Test
    void everyMergeOfOneProperty() {
        var values = List.of("", "1", "2", "3");
        for (var before : values) {
            var base = set(Tables.zoo(2), before);
            for (var here : values) {
                for (var there : values) {
                    var outcome = Tables.merge(
                            base,
                            Tables.with(set(base, here), "ours", "1"),
                            Tables.with(set(base, there), "theirs", "1"));
                    boolean conflict = !here.equals(there) && !here.equals(before) && !there.equals(before);
                    assertThat(Tables.conflicts(outcome)).hasSize(conflict ? 1 : 0);
                    if (!conflict) {
                        var merged = Tables.merged(outcome).properties();
                        assertThat(merged.getOrDefault("a", "")).isEqualTo(here.equals(before) ? there : here);
                        assertThat(merged).containsAllEntriesOf(Map.of("ours", "1", "theirs", "1"));
                    }
                }
            }
        }
    }

    private static TableMetadata set(TableMetadata table, String value) {
        return value.isEmpty()
                ? Tables.edited(
                        table, edit -> edit.updateProperties().remove("a").commit())
                : Tables.with(table, "a", value);
    }

    private static NestedField field(String name, Type type, @Nullable String doc) {
        return NestedField.optional(ID, name, type, doc);
    }

    private static TableMetadata table(Optional<NestedField> column) {
        var table = Tables.table(2, new Schema(NestedField.optional(1, "z", Types.IntegerType.get())));
        return Tables.appended(changed(table, column), 1);
    }

    private static TableMetadata changed(TableMetadata table, Optional<NestedField> column) {
        var columns = new ArrayList<NestedField>();
        columns.add(table.schema().findField(1));
        column.ifPresent(columns::add);
        return Tables.built(table, builder -> builder.setCurrentSchema(new Schema(columns), ID));
    }
}
