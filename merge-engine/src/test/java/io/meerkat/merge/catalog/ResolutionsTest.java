package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.catalog.MergeOutcome.Conflicted;
import io.meerkat.merge.catalog.MergeOutcome.Refused;
import io.meerkat.model.Entry;
import io.meerkat.model.Summary.TableSummary;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers to conflicts: which fit, which are refused, and which are remembered. */
class ResolutionsTest {
    private final Catalog base = Catalog.empty().namespace("a").table("a.t").view("a.v");
    private final Merging tables = Merging.of(base, base.schema("a.t", 1), base.schema("a.t", 2));
    private final Merging names = Merging.of(base, base.table("a.new", "one"), base.table("a.new", "two"));

    @Test
    void anAnswerIsRememberedWhileItsConflictIsTheSame() {
        var answered = tables.takingTheirs();
        var moved = answered.withOurs(base.schema("a.t", 1).drop("a.v").table("a.other"));

        assertThat(moved.merged().get("a.t")).isEqualTo(tables.theirs().get("a.t"));
        assertThat(moved.merged().names()).containsExactly("a", "a.other", "a.t");
    }

    @Test
    void anAnswerIsForgottenWhenItsConflictHasChanged() {
        var answered = tables.takingTheirs();

        assertThat(answered.withOurs(base.schema("a.t", 3)).codes()).containsExactly(ConflictCode.BOTH_MODIFIED_TABLE);
    }

    @Test
    void anAnswerThatDropsAlongIsForgottenWhenWhatItDropsHasChanged() {
        var filled = base.namespace("n").table("n.new").namespace("n.m").table("n.m.deep");
        var empty = base.namespace("n");
        var answered = Merging.of(empty, base, filled).takingOurs();

        assertThat(answered.merged().rows()).isEqualTo(base.rows());
        assertThat(answered.withTheirs(filled.schema("n.new", 1)).codes())
                .containsExactly(ConflictCode.NS_DELETE_CHILD_ADD);
        assertThat(answered.withTheirs(filled.schema("n.m.deep", 1)).codes())
                .containsExactly(ConflictCode.NS_DELETE_CHILD_ADD);
        assertThat(answered.withTheirs(filled.schema("a.t", 1)).merged().rows())
                .isEqualTo(base.schema("a.t", 1).rows());
    }

    @Test
    void anAnswerToWhatDoesNotComeUpDoesNoHarm() {
        var answered = tables.takingTheirs().withOurs(base.drop("a.v"));

        assertThat(answered.merged().rows())
                .isEqualTo(base.schema("a.t", 2).drop("a.v").rows());
    }

    @Test
    void aConflictIdDependsOnAllThatTheConflictIsAbout() {
        var conflict = tables.onlyConflict();

        assertThat(ConflictId.parse(conflict.id().toString())).isEqualTo(conflict.id());
        assertThat(conflict.id())
                .isEqualTo(Merging.of(base, tables.ours().table("a.x"), tables.theirs())
                        .onlyConflict()
                        .id())
                .isNotEqualTo(tables.mirrored().onlyConflict().id())
                .isNotEqualTo(Merging.of(base, base.schema("a.t", 3), tables.theirs())
                        .onlyConflict()
                        .id())
                .isNotEqualTo(Merging.of(base.schema("a.t", 7), tables.ours(), tables.theirs())
                        .onlyConflict()
                        .id());
    }

    @Test
    void anAnswerThatIsNotOfferedIsRefused() {
        assertThat(tables.answered(new Resolution.KeepBoth()).refusal())
                .isEqualTo("BOTH_MODIFIED_TABLE offers ours, theirs, supplied, per_item, not keep_both");
    }

    @Test
    void allThatDoesNotFitIsRefusedTogether() {
        var both = Merging.of(
                base, tables.ours().table("a.new", "one"), tables.theirs().table("a.new", "two"));
        var answered = both;
        for (Conflict conflict : both.conflicts()) {
            answered = answered.answered(conflict, new Resolution.NewHome());
        }

        assertThat(((Refused) answered.outcome()).refusals())
                .extracting(MergeOutcome.Refusal::conflict)
                .containsExactlyInAnyOrderElementsOf(
                        both.conflicts().stream().map(Conflict::id).toList());
    }

    @Test
    void aTableCannotGetTheNameOfANamespace() {
        assertThat(names.answered(new Resolution.Rename(Side.OURS, Catalog.path("b")))
                        .refusal())
                .isEqualTo("b names a namespace, not a table");
    }

    @Test
    void aNewNameThatIsTakenIsAConflictAgain() {
        var taken = names.answered(new Resolution.Rename(Side.THEIRS, Catalog.object("a.t")));

        assertThat(taken.onlyConflict().code()).isEqualTo(ConflictCode.RENAME_COLLIDE);
        assertThat(taken.onlyConflict().sentence()).isEqualTo("ours has the table a.t, theirs made the table a.t");
        assertThat(taken.answered(new Resolution.Rename(Side.OURS, Catalog.object("a.u")))
                        .refusal())
                .isEqualTo("no side touched a.t, so it keeps its name");
        assertThat(taken.answered(new Resolution.KeepBoth()).merged().names())
                .containsExactly("a", "a.new", "a.t", "a.t_theirs", "a.v");
    }

    @Test
    void aNewNameThatOneSideHasJustFreedIsNone() {
        var merging = Merging.of(base, names.ours().drop("a.t"), names.theirs());

        assertThat(merging.answered(new Resolution.Rename(Side.THEIRS, Catalog.object("a.t")))
                        .merged()
                        .get("a.t"))
                .isEqualTo(names.theirs().get("a.new"));
    }

    @Test
    void keepingBothUnderANameThatIsTooLongIsRefused() {
        var name = "a." + "x".repeat(250);
        var merging = Merging.of(base, base.table(name, "one"), base.table(name, "two"));

        assertThat(merging.answered(new Resolution.KeepBoth()).refusal()).endsWith("_theirs is too long a name");
        var shorter = name.substring(0, name.length() - 2);
        assertThat(Merging.of(base, base.table(shorter, "one"), base.table(shorter, "two"))
                        .answered(new Resolution.KeepBoth())
                        .merged()
                        .names())
                .contains(shorter + "_theirs");
    }

    @Test
    void aSuppliedContentTakesThePlaceOfBoth() {
        var supplied = base.schema("a.t", 9).get("a.t");

        assertThat(tables.answered(new Resolution.Supplied(supplied)).merged().get("a.t"))
                .isEqualTo(supplied);
        assertThat(Merging.of(base, base.drop("a.t"), base.schema("a.t", 1))
                        .answered(new Resolution.Supplied(supplied))
                        .merged()
                        .get("a.t"))
                .isEqualTo(supplied);
    }

    @Test
    void aSuppliedContentOfSomethingElseIsRefused() {
        var content = base.get("a.t").content();

        assertThat(tables.answered(new Resolution.Supplied(base.get("a.v"))).refusal())
                .contains("not of the table " + Catalog.id("a.t"));
        assertThat(tables.answered(new Resolution.Supplied(
                                new Entry(Catalog.id("x"), content, new TableSummary(2, 0, -1))))
                        .refusal())
                .contains("not of the table " + Catalog.id("a.t"));
        assertThat(tables.answered(new Resolution.Supplied(
                                new Entry(Catalog.id("a.t"), content, new TableSummary(2, 8, -1))))
                        .refusal())
                .isEqualTo("the summary of the supplied entry is not that of its content");
    }

    @Test
    void itemsOfATableAreAnsweredOneByOne() {
        var merging = Merging.of(
                base,
                base.schema("a.t", 1).columns("a.t", 5),
                base.schema("a.t", 2).columns("a.t", 6));
        var schema = new Resolution.PerItem(Map.of(FieldsMerge.SCHEMA, new ItemAnswer.Take(Side.THEIRS)));
        var both = new Resolution.PerItem(Map.of(
                FieldsMerge.SCHEMA, new ItemAnswer.Take(Side.THEIRS),
                FieldsMerge.COLUMNS, new ItemAnswer.Take(Side.OURS)));

        assertThat(merging.answered(schema).onlyConflict().items())
                .extracting(ItemConflict::item)
                .containsExactly(FieldsMerge.COLUMNS);
        assertThat(merging.answered(both).merged().rows())
                .isEqualTo(base.schema("a.t", 2).columns("a.t", 5).rows());
        assertThat(merging.answered(new Resolution.PerItem(Map.of(FieldsMerge.SCHEMA, new ItemAnswer.Supplied("9"))))
                        .refusal())
                .isEqualTo("fields are not supplied");
    }

    @Test
    void aConflictThatIsAnsweredLeavesTheOthersOpen() {
        var both = Merging.of(
                base, tables.ours().table("a.new", "one"), tables.theirs().table("a.new", "two"));

        assertThat(both.answered(both.conflicts().getFirst(), new Resolution.KeepBoth())
                        .codes())
                .containsExactly(ConflictCode.BOTH_MODIFIED_TABLE);
    }

    @Test
    void conflictsAndWarningsComeTogether() {
        var merging = Merging.of(
                base,
                base.schema("a.t", 1).table("a.new", "one"),
                base.columns("a.t", 2).table("a.new", "two"));

        assertThat(((Conflicted) merging.outcome()).warnings())
                .extracting(Warning::sentence)
                .containsExactly("merged by fields");
    }
}
