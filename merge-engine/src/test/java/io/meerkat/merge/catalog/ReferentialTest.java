package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each object's own merge leaves in order may not go together: namespaces that are missing, locations that overlap. */
class ReferentialTest {
    private final Catalog base =
            Catalog.empty().namespace("a").namespace("b").table("b.t").view("b.v");

    @Test
    void droppingANamespaceThatTheOtherSidePutSomethingIntoIsAConflict() {
        var merging =
                Merging.of(base, base.dropNamespace("a"), base.table("a.new").table("a.next"));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.NS_DELETE_CHILD_ADD);
        assertThat(merging.onlyConflict().keys())
                .containsExactly(Catalog.path("a").key(), Catalog.key("a.new"), Catalog.key("a.next"));
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours dropped the namespace a, theirs has the table a.new and 1 more in it");
        assertThat(merging.mirrored().onlyConflict().sentence())
                .isEqualTo("ours has the table a.new and 1 more in the namespace a, theirs dropped it");
        assertThat(merging.takingOurs().merged().rows())
                .isEqualTo(merging.ours().rows());
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
        assertThat(merging.answered(new Resolution.Into(Catalog.path("b")))
                        .merged()
                        .rows())
                .isEqualTo(merging.ours()
                        .table("b.new", "a.new")
                        .table("b.next", "a.next")
                        .rows());
    }

    @Test
    void droppingANamespaceThatTheOtherSideRenamedSomethingIntoIsAConflict() {
        var merging = Merging.of(base, base.rename("b.t", "a.t"), base.dropNamespace("a"));

        assertThat(merging.codes()).containsExactly(ConflictCode.NS_DELETE_CHILD_ADD);
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(base.dropNamespace("a").rows());
    }

    @Test
    void droppingANamespaceThatIsEmptyOnTheOtherSideTooIsNone() {
        assertThat(Merging.of(
                                base,
                                base.dropNamespace("b"),
                                base.drop("b.t").drop("b.v").table("a.new"))
                        .merged()
                        .names())
                .containsExactly("a", "a.new");
    }

    @Test
    void whatIsPutIntoADroppedNamespaceIsNotMeantForOneThatIsRenamedToItsName() {
        var ours = base.dropNamespace("a").renameNamespace("b", "a").namespace("a.n", "one", Map.of());
        var merging = Merging.of(base, ours, base.namespace("a.n", "two", Map.of()));

        assertThat(merging.codes()).containsExactly(ConflictCode.NS_DELETE_CHILD_ADD);
        assertThat(merging.mirrored().codes()).containsExactly(ConflictCode.NS_DELETE_CHILD_ADD);
        assertThat(merging.takingOurs().merged().rows()).isEqualTo(ours.rows());
    }

    @Test
    void aWholeSubtreeInADroppedNamespaceIsOneConflict() {
        var merging = Merging.of(
                base,
                base.dropNamespace("a"),
                base.namespace("a.x").namespace("a.x.y").table("a.x.y.t"));

        assertThat(merging.codes()).containsExactly(ConflictCode.NS_DELETE_CHILD_ADD);
        assertThat(merging.takingOurs().merged().rows())
                .isEqualTo(merging.ours().rows());
    }

    @Test
    void keepingWhatIsInADroppedNamespaceAsksForTheNamespace() {
        var merging = Merging.of(base, base.dropNamespace("b"), base.schema("b.t", 1));

        assertThat(merging.codes()).containsExactly(ConflictCode.DELETE_MODIFY);
        assertThat(merging.takingTheirs().codes()).containsExactly(ConflictCode.NS_DELETE_CHILD_ADD);
        assertThat(merging.takingTheirs().takingTheirs().merged().names()).containsExactly("a", "b", "b.t");
        assertThat(merging.takingTheirs().takingOurs().merged().names()).containsExactly("a");
    }

    @Test
    void whoKeepsADroppedNamespaceKeepsWhatWasDroppedWithIt() {
        var full = base.namespace("b.n").table("b.n.deep");
        var merging = Merging.of(full, full.dropNamespace("b"), full.renameNamespace("b", "c"));

        assertThat(merging.codes()).containsExactly(ConflictCode.RENAME_DELETE);
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours dropped the namespace b with all in it (4), theirs renamed it to c");
        assertThat(merging.mirrored().onlyConflict().sentence())
                .isEqualTo("ours renamed the namespace b to c, theirs dropped it with all in it (4)");
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
        assertThat(merging.takingOurs().merged().rows())
                .isEqualTo(merging.ours().rows());
        var more = full.table("b.more");
        assertThat(Merging.of(more, more.dropNamespace("b"), more.renameNamespace("b", "c"))
                        .onlyConflict()
                        .id())
                .isNotEqualTo(merging.onlyConflict().id());
    }

    @Test
    void whatWasDroppedOutOfAnotherNamespaceStaysDropped() {
        var full = base.table("a.gone");
        var merging = Merging.of(full, full.drop("a.gone").dropNamespace("b"), full.properties("b", Map.of("x", "1")));

        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours dropped the namespace b with all in it (2), theirs changed it");
        assertThat(merging.takingTheirs().merged().names()).containsExactly("a", "b", "b.t", "b.v");
    }

    @Test
    void changingThePropertiesOfADroppedNamespaceIsAConflict() {
        var merging = Merging.of(base, base.dropNamespace("a"), base.properties("a", Map.of("x", "1")));

        assertThat(merging.onlyConflict().sentence()).isEqualTo("ours dropped the namespace a, theirs changed it");
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
    }

    @Test
    void aTableUnderTheNameOfADroppedNamespaceIsNoParent() {
        var nested = base.namespace("a.n");
        var merging = Merging.of(nested, nested.dropNamespace("a.n").table("a.n"), nested.table("a.n.new"));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.PARENT_NOT_NS);
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("a.n is not a namespace (any more), but would hold the table a.n.new");
        assertThat(merging.takingOurs().merged().rows())
                .isEqualTo(merging.ours().rows());
        assertThat(merging.takingTheirs().merged().names())
                .contains("a.n", "a.n.new")
                .hasSize(base.names().size() + 3);
    }

    @Test
    void aNameInNoNamespaceAsksForOne() {
        var collision = Merging.of(base, base.table("a.t", "one"), base.table("a.t", "two"));
        var merging = collision.answered(new Resolution.Rename(Side.THEIRS, Catalog.object("nowhere.t")));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.PARENT_MISSING);
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("there is no namespace nowhere to hold the table nowhere.t");
        assertThat(merging.answered(new Resolution.CreateParent(Catalog.id("namespace nowhere")))
                        .merged()
                        .rows())
                .isEqualTo(merging.ours()
                        .namespace("nowhere")
                        .table("nowhere.t", "two")
                        .rows());
        assertThat(merging.answered(new Resolution.CreateParent(Catalog.id("two")))
                        .refusal())
                .contains("belongs to another object");
    }

    @Test
    void aNameInANamespaceThatNobodyTouchedAsksForNothing() {
        var collision = Merging.of(base, base.table("a.t", "one"), base.table("a.t", "two"));

        assertThat(collision
                        .answered(new Resolution.Rename(Side.THEIRS, Catalog.object("b.two")))
                        .merged()
                        .rows())
                .isEqualTo(collision.ours().table("b.two", "two").rows());
    }

    @Test
    void whatNobodyTouchedKeepsANamespaceWhenAnswersMakeItVanish() {
        var full = base.namespace("p").table("p.kept");
        var exchanged = full.without(Catalog.path("a").key())
                .with(Catalog.path("c").key(), full.at(Catalog.path("p").key()))
                .with(Catalog.path("p").key(), full.at(Catalog.path("a").key()));
        var merging = Merging.of(full, exchanged, full.dropNamespace("a"));

        assertThat(merging.codes()).containsExactly(ConflictCode.RENAME_DELETE);
        var missing = merging.takingTheirs();
        assertThat(missing.onlyConflict().code()).isEqualTo(ConflictCode.PARENT_MISSING);
        assertThat(missing.onlyConflict().sentence()).isEqualTo("there is no namespace p to hold the table p.kept");
        assertThat(missing.answered(new Resolution.Into(Catalog.path("b"))).refusal())
                .isEqualTo("no side touched p.kept, so it stays in p, which must be there");
        assertThat(missing.answered(new Resolution.CreateParent(Catalog.id("namespace new")))
                        .merged()
                        .names())
                .containsExactly("b", "b.t", "b.v", "c", "p", "p.kept");
    }

    @Test
    void tablesThatBothPutIntoOneFolderOverlap() {
        var ours = base.table("a.one", "one", "file:///shared/x");
        var theirs = base.table("a.two", "two", "file:/shared/x/").table("a.three", "three", "file:///shared/x/y");
        var merging = Merging.of(base, ours, theirs.relocate("a.two", "file:///shared/x/"));

        assertThat(merging.codes()).containsExactly(ConflictCode.LOCATION_OVERLAP, ConflictCode.LOCATION_OVERLAP);
        assertThat(merging.mirrored().codes())
                .containsExactly(ConflictCode.LOCATION_OVERLAP, ConflictCode.LOCATION_OVERLAP);
        assertThat(merging.conflicts().getFirst().sentence())
                .isEqualTo("ours has the table a.one at /shared/x/, theirs has the table a.three at /shared/x/y/");
        var answered = merging;
        for (Conflict conflict : merging.conflicts()) {
            answered = answered.answered(conflict, new Resolution.Take(Side.OURS));
        }
        assertThat(answered.merged().rows()).isEqualTo(ours.rows());
    }

    @Test
    void aTableMovedIntoTheFolderOfANewOneOverlaps() {
        var merging = Merging.of(
                base, base.relocate("b.t", "file:///shared"), base.table("a.new", "new", "file:///shared/new"));

        assertThat(merging.codes()).containsExactly(ConflictCode.LOCATION_OVERLAP);
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
    }

    @Test
    void foldersWhoseNamesBeginAlikeDoNotOverlap() {
        var ours = base.table("a.one", "one", "file:///shared/x");
        var theirs = base.table("a.two", "two", "file:///shared/xy").schema("b.t", 1);

        assertThat(Merging.of(base, ours, theirs).merged().names()).contains("a.one", "a.two");
    }

    @Test
    void whatBothPutIntoOneFolderIsLeftAlone() {
        var both = base.table("a.one", "one", "file:///shared").table("a.two", "two", "file:///shared/two");

        assertThat(Merging.of(base, both.drop("b.t"), both).merged().rows())
                .isEqualTo(both.drop("b.t").rows());
    }

    @Test
    void whatOverlappedBeforeIsLeftAlone() {
        var overlapping = base.table("a.one", "one", "file:///shared").table("a.two", "two", "file:///shared/two");

        assertThat(Merging.of(overlapping, overlapping.schema("a.one", 1), overlapping.schema("a.two", 1))
                        .merged()
                        .rows())
                .isEqualTo(overlapping.schema("a.one", 1).schema("a.two", 1).rows());
    }

    @Test
    void aViewThatReadsWhatTheOtherSideDroppedIsWarnedOf() {
        var reads = Map.of("b.v", Set.of(Catalog.object("b.t")));
        var dropped = Merging.of(base, base.drop("b.t"), base.view("b.v", "b.v", 2));
        var kept = Merging.of(base, base.schema("b.t", 1), base.view("b.v", "b.v", 2));

        assertThat(((MergeOutcome.Merged) dropped.outcome(reads)).warnings())
                .containsExactly(new Warning(
                        Warning.Code.VIEW_DEPENDENCY,
                        Catalog.key("b.v"),
                        "ours dropped or renamed b.t, theirs has the view b.v read it"));
        assertThat(((MergeOutcome.Merged) dropped.mirrored().outcome(reads)).warnings())
                .extracting(Warning::sentence)
                .containsExactly("ours has the view b.v read b.t, theirs dropped or renamed it");
        assertThat(((MergeOutcome.Merged) kept.outcome(reads)).warnings()).isEmpty();
    }

    @Test
    void aViewWhoseSideItselfDroppedWhatItReadsIsNot() {
        var reads = Map.of("b.v", Set.of(Catalog.object("b.t")));
        var merging = Merging.of(
                base, base.drop("b.t").view("b.v", "b.v", 2), base.drop("b.t").table("a.x"));

        assertThat(((MergeOutcome.Merged) merging.outcome(reads)).warnings()).isEmpty();
    }

    @Test
    void aViewThatReadsFromARenamedNamespaceIsWarnedOf() {
        var reads = Map.of("a.w", Set.of(Catalog.object("b.t")));
        var merging = Merging.of(base, base.renameNamespace("b", "c"), base.view("a.w"));

        assertThat(((MergeOutcome.Merged) merging.outcome(reads)).warnings())
                .extracting(Warning::sentence)
                .containsExactly("ours dropped or renamed b.t, theirs has the view a.w read it");
    }
}
