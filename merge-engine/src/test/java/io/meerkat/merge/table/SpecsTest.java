package io.meerkat.merge.table;

import static io.meerkat.merge.item.ConflictCode.SPEC_DEFAULT;
import static io.meerkat.merge.item.ConflictCode.SPEC_FIELD;
import static io.meerkat.merge.item.Resolution.OURS;
import static io.meerkat.merge.item.Resolution.THEIRS;
import static io.meerkat.merge.table.Tables.answer;
import static io.meerkat.merge.table.Tables.appended;
import static io.meerkat.merge.table.Tables.columns;
import static io.meerkat.merge.table.Tables.conflicts;
import static io.meerkat.merge.table.Tables.edited;
import static io.meerkat.merge.table.Tables.keys;
import static io.meerkat.merge.table.Tables.marked;
import static io.meerkat.merge.table.Tables.merged;
import static io.meerkat.merge.table.Tables.with;
import static io.meerkat.merge.table.Tables.zoo;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Resolution;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Term;
import org.junit.jupiter.api.Test;

class SpecsTest {
    private final TableMetadata base = zoo(2);
    private final TableMetadata marked = marked(base, 50, 1005);

    @Test
    void aSpecOfOneSideIsTakenWhateverTheOtherCallsTheColumn() {
        var ours = columns(base, edit -> edit.renameColumn("name", "title"));
        var theirs = partitioned(base, Expressions.bucket("name", 4));

        var merged = merged(base, ours, theirs);

        assertThat(merged.spec().fields()).singleElement().satisfies(field -> {
            assertThat(field.sourceId()).isEqualTo(2);
            assertThat(field.fieldId()).isEqualTo(1000);
        });
        assertThat(merged.spec().schema().findField(2).name()).isEqualTo("title");
        assertThat(merged.lastAssignedPartitionId()).isEqualTo(1000);
    }

    @Test
    void aSpecStaysWithItsColumnWhenTheNameWentToAnother() {
        var ours = columns(
                columns(base, edit -> edit.renameColumn("name", "title")), edit -> edit.renameColumn("price", "name"));
        var theirs = partitioned(base, Expressions.bucket("name", 4));

        assertThat(merged(base, ours, theirs).spec().fields().getFirst().sourceId())
                .isEqualTo(2);
    }

    @Test
    void twoDefaultsAreAConflictAndTheSpecsOfBothStay() {
        var ours = partitioned(base, Expressions.bucket("id", 4));
        var theirs = partitioned(marked, Expressions.bucket("name", 4));

        assertThat(keys(base, ours, theirs)).containsExactly("SPEC_DEFAULT at 'default-spec'");
        var merged = merged(base, ours, theirs, answer(SPEC_DEFAULT, "default-spec", THEIRS));
        assertThat(merged.spec().compatibleWith(theirs.spec())).isTrue();
        assertThat(merged.specs()).extracting(PartitionSpec::specId).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(Tables.spec(merged, 1).fields()).isEqualTo(ours.spec().fields());
        assertThat(merged.lastAssignedPartitionId()).isEqualTo(1006);
    }

    @Test
    void specsKeepTheIdsThatFilesWereWrittenUnder() {
        var ours = partitioned(base, Expressions.bucket("id", 4));
        var theirs = appended(partitioned(marked, Expressions.bucket("name", 4)), 7);

        var outcome = TableMerge.merge(base, ours, theirs, answer(SPEC_DEFAULT, "default-spec", OURS), Tables.AT);

        assertThat(Tables.spec(merged(outcome), 1).fields())
                .isEqualTo(theirs.spec().fields());
        assertThat(merged(outcome).spec().specId()).isEqualTo(2);
        assertThat(merged(outcome).spec().fields()).isEqualTo(ours.spec().fields());
        assertThat(outcome.notices())
                .extracting(notice -> notice.topic().name())
                .containsExactly("SPEC_RENUMBERED");
    }

    @Test
    void oneSpecIdForTwoSpecsThatBothWroteUnderCannotBeHad() {
        var ours = appended(partitioned(base, Expressions.bucket("id", 4)), 7);
        var theirs = Tables.built(
                appended(partitioned(marked, Expressions.bucket("name", 4)), 8),
                builder -> builder.setRef("v1", SnapshotRef.tagBuilder(8).build()));
        Map<ConflictKey, Resolution> answers = Map.of(
                new ConflictKey(ConflictCode.DATA_BOTH_CHANGED, "main"), OURS,
                new ConflictKey(SPEC_DEFAULT, "default-spec"), OURS);

        assertThat(keys(base, ours, theirs))
                .containsExactly("DATA_BOTH_CHANGED at 'main'", "SPEC_DEFAULT at 'default-spec'");
        var left = conflicts(TableMerge.merge(base, ours, theirs, answers, Tables.AT));
        assertThat(left).singleElement().satisfies(conflict -> {
            assertThat(conflict.key()).hasToString("SPEC_ID_COLLISION at 'partition spec 1'");
            assertThat(conflict.offered()).isEmpty();
        });
    }

    @Test
    void oneFieldIdForTwoPartitionFieldsIsAConflict() {
        var ours = partitioned(base, Expressions.bucket("id", 4));
        var theirs = partitioned(base, Expressions.bucket("name", 4));
        var path = "id_bucket_4#1000,name_bucket_4#1000";

        assertThat(keys(base, ours, theirs))
                .containsExactly("SPEC_FIELD at '" + path + "'", "SPEC_DEFAULT at 'default-spec'");
        Map<ConflictKey, Resolution> answers = Map.of(
                new ConflictKey(SPEC_FIELD, path), THEIRS, new ConflictKey(SPEC_DEFAULT, "default-spec"), THEIRS);
        var merged = merged(base, ours, theirs, answers);
        assertThat(merged.spec().fields()).isEqualTo(theirs.spec().fields());
        assertThat(merged.specs()).extracting(PartitionSpec::specId).containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void twoFieldIdsForOnePartitionFieldAreAConflictUnlessTheSpecsAreAlike() {
        var ours = partitioned(base, Expressions.bucket("id", 4));
        var alike = partitioned(marked, Expressions.bucket("id", 4));
        var more = partitioned(alike, Expressions.bucket("name", 4));

        assertThat(merged(base, ours, alike).spec().fields())
                .isEqualTo(ours.spec().fields());
        assertThat(merged(base, ours, appended(alike, 7)).spec().fields())
                .isEqualTo(alike.spec().fields());
        assertThat(keys(base, ours, more)).contains("SPEC_FIELD at 'id_bucket_4#1000,id_bucket_4#1006'");
    }

    @Test
    void oneNameForTwoPartitionFieldsIsAConflict() {
        var ours = edited(
                base,
                edit -> edit.updateSpec()
                        .addField("part", Expressions.bucket("id", 4))
                        .commit());
        var theirs = edited(
                marked,
                edit -> edit.updateSpec()
                        .addField("part", Expressions.bucket("name", 4))
                        .commit());

        assertThat(keys(base, ours, theirs)).contains("SPEC_FIELD at 'part#1000,part#1006'");
    }

    @Test
    void fieldIdsOfVersionOneSayNothing() {
        var one = zoo(1);
        var ours = partitioned(one, Expressions.bucket("id", 4));
        var theirs = partitioned(one, Expressions.bucket("name", 4));

        assertThat(keys(one, ours, theirs)).containsExactly("SPEC_DEFAULT at 'default-spec'");
    }

    @Test
    void twoSortOrdersLeaveThatOfOursAndANotice() {
        var ours = edited(base, edit -> edit.replaceSortOrder().asc("id").commit());
        var theirs = edited(base, edit -> edit.replaceSortOrder().desc("name").commit());

        var outcome = Tables.merge(base, ours, theirs);

        assertThat(merged(outcome).sortOrder().sameOrder(ours.sortOrder())).isTrue();
        assertThat(merged(outcome).sortOrders()).anyMatch(order -> order.sameOrder(theirs.sortOrder()));
        assertThat(outcome.notices())
                .extracting(notice -> notice.topic().name())
                .contains("SORT_DEFAULT");
        assertThat(merged(base, with(base, "a", "1"), theirs).sortOrder().sameOrder(theirs.sortOrder()))
                .isTrue();
    }

    /** Rows of theirs stay under a tag, though main is that of ours: both orders were written under. */
    @Test
    void oneOrderIdForTwoOrdersThatBothWroteUnderCannotBeHad() {
        var ours = appended(sorted("id"), 7);
        var answers = answer(ConflictCode.DATA_BOTH_CHANGED, "main", OURS);

        var left = conflicts(TableMerge.merge(base, ours, tagged(appended(sorted("name"), 8)), answers, Tables.AT));
        assertThat(left).singleElement().satisfies(conflict -> {
            assertThat(conflict.key()).hasToString("ORDER_ID_COLLISION at 'sort order 1'");
            assertThat(conflict.offered()).isEmpty();
        });
        assertThat(conflicts(TableMerge.merge(base, ours, tagged(appended(sorted("id"), 8)), answers, Tables.AT)))
                .as("the same order")
                .isEmpty();
        assertThat(conflicts(TableMerge.merge(base, ours, appended(sorted("name"), 8), answers, Tables.AT)))
                .as("rows that nothing leads to")
                .isEmpty();
        assertThat(keys(base, ours, sorted("name"))).as("no rows").isEmpty();
    }

    private static TableMetadata tagged(TableMetadata table) {
        return Tables.built(
                table, builder -> builder.setRef("v1", SnapshotRef.tagBuilder(8).build()));
    }

    private TableMetadata sorted(String column) {
        return edited(base, edit -> edit.replaceSortOrder().asc(column).commit());
    }

    @Test
    void aSpecWhoseColumnWasDroppedLaterStaysInHistory() {
        var start = appended(partitioned(base, Expressions.bucket("name", 4)), 1);
        var moved = edited(
                start,
                edit -> edit.updateSpec()
                        .removeField("name_bucket_4")
                        .addField(Expressions.bucket("id", 4))
                        .commit());
        var theirs = columns(moved, edit -> edit.deleteColumn("name"));

        var merged = merged(start, with(start, "a", "1"), theirs);

        assertThat(merged.schema().findField(2)).isNull();
        assertThat(merged.specs()).hasSize(3);
        assertThat(merged.spec().compatibleWith(theirs.spec())).isTrue();
    }

    private static TableMetadata partitioned(TableMetadata table, Term term) {
        return edited(table, edit -> edit.updateSpec().addField(term).commit());
    }
}
