package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.Entry;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects and namespaces that changed their names, followed by their content ids. */
class RenamesTest {
    private final Catalog base = Catalog.empty()
            .namespace("a")
            .namespace("b")
            .table("a.t")
            .table("a.u")
            .table("b.w");

    @Test
    void aChangeGoesAlongToTheNewName() {
        var merging = Merging.of(base, base.rename("a.t", "b.t"), base.schema("a.t", 1));

        var expected = base.schema("a.t", 1).rename("a.t", "b.t");
        assertThat(merging.merged().rows()).isEqualTo(expected.rows());
        assertThat(merging.mirrored().merged().rows()).isEqualTo(expected.rows());
    }

    @Test
    void oneRenameOnBothSidesConverges() {
        var renamed = base.rename("a.t", "b.t");

        assertThat(Merging.of(base, renamed.schema("b.t", 1), renamed.columns("b.t", 3))
                        .merged()
                        .rows())
                .isEqualTo(renamed.schema("b.t", 1).columns("b.t", 3).rows());
    }

    @Test
    void twoRenamesOfOneObjectAreAConflict() {
        var merging = Merging.of(base, base.rename("a.t", "a.x"), base.rename("a.t", "b.y"));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.RENAME_RENAME_DIFFERENT);
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours renamed the table a.t to a.x, theirs renamed it to b.y");
        assertThat(merging.takingOurs().merged().rows())
                .isEqualTo(merging.ours().rows());
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
        assertThat(merging.answered(new Resolution.At(Catalog.object("b.z")))
                        .merged()
                        .rows())
                .isEqualTo(base.rename("a.t", "b.z").rows());
    }

    @Test
    void twoRenamesAndTwoChangesOfOneObjectAreTwoConflicts() {
        var merging = Merging.of(
                base,
                base.rename("a.t", "a.x").schema("a.x", 1),
                base.rename("a.t", "a.y").schema("a.y", 2));

        assertThat(merging.codes())
                .containsExactly(ConflictCode.BOTH_MODIFIED_TABLE, ConflictCode.RENAME_RENAME_DIFFERENT);
        var conflicts = merging.conflicts();
        assertThat(merging.answered(conflicts.get(0), new Resolution.Take(Side.THEIRS))
                        .answered(conflicts.get(1), new Resolution.Take(Side.OURS))
                        .merged()
                        .rows())
                .isEqualTo(base.rename("a.t", "a.x").schema("a.x", 2).rows());
    }

    @Test
    void anObjectThatBothMadeUnderDifferentNamesHasOneInTheEnd() {
        var merging = Merging.of(base, base.table("a.x", "new"), base.table("a.y", "new"));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.RENAME_RENAME_DIFFERENT);
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
    }

    @Test
    void twoObjectsRenamedToOneNameCollide() {
        var merging = Merging.of(base, base.rename("a.t", "b.x"), base.rename("a.u", "b.x"));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.RENAME_COLLIDE);
        assertThat(merging.onlyConflict().keys())
                .containsExactly(Catalog.key("a.t"), Catalog.key("a.u"), Catalog.key("b.x"));
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours renamed the table a.t to b.x, theirs renamed the table a.u to b.x");
        assertThat(merging.takingOurs().merged().rows())
                .isEqualTo(merging.ours().rows());
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
        assertThat(merging.answered(new Resolution.Rename(Side.THEIRS, Catalog.object("b.y")))
                        .merged()
                        .rows())
                .isEqualTo(base.rename("a.t", "b.x").rename("a.u", "b.y").rows());
    }

    @Test
    void anObjectRenamedToWhereTheOtherSideMadeOneCollides() {
        var merging = Merging.of(
                base, base.table("b.t", "new"), base.rename("a.t", "b.t").schema("b.t", 4));

        assertThat(merging.codes()).containsExactly(ConflictCode.RENAME_COLLIDE);
        assertThat(merging.takingOurs().merged().rows())
                .as("the rename is not taken, the change is")
                .isEqualTo(merging.ours().schema("a.t", 4).rows());
    }

    @Test
    void anObjectRenamedToWhereTheOtherSideDroppedOneDoesNot() {
        var merging = Merging.of(base, base.drop("b.w"), base.drop("b.w").rename("a.t", "b.w"));

        assertThat(merging.merged().rows()).isEqualTo(merging.theirs().rows());
    }

    @Test
    void aSwapIsTwoRenames() {
        var swapped = swap(base, "a.t", "b.w");
        var merging = Merging.of(base, swapped, base.drop("a.u"));

        assertThat(merging.merged().rows()).isEqualTo(swapped.drop("a.u").rows());
        assertThat(Merging.of(base, swapped.drop("a.u"), swapped).merged().rows())
                .isEqualTo(swapped.drop("a.u").rows());
    }

    @Test
    void aCycleOfRenamesIsTakenAsAWhole() {
        var cycle = base.rename("a.t", "a.tmp")
                .rename("a.u", "a.t")
                .rename("b.w", "a.u")
                .rename("a.tmp", "b.w");
        var merging = Merging.of(base, base.table("a.new"), cycle);

        assertThat(merging.merged().rows()).isEqualTo(cycle.table("a.new").rows());
        assertThat(merging.mirrored().merged().rows())
                .isEqualTo(cycle.table("a.new").rows());
    }

    @Test
    void aChangeUnderANameThatWasSwappedAsksForItsHome() {
        var merging = Merging.of(base, swap(base, "a.t", "b.w"), base.schema("a.t", 1));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.RENAME_MODIFY);
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours renamed the table a.t to b.w and gave its name to another, theirs changed it");
        assertThat(merging.answered(new Resolution.NewHome()).merged().rows())
                .isEqualTo(swap(base.schema("a.t", 1), "a.t", "b.w").rows());
    }

    @Test
    void aChangeThatStaysUnderItsNameMakesTheOtherObjectLookForAnother() {
        var merging = Merging.of(base, swap(base, "a.t", "b.w"), base.schema("a.t", 1))
                .answered(new Resolution.OldName());

        var collision = merging.onlyConflict();
        assertThat(collision.code()).isEqualTo(ConflictCode.RENAME_COLLIDE);
        assertThat(merging.answered(collision, new Resolution.Take(Side.THEIRS))
                        .merged()
                        .rows())
                .isEqualTo(base.schema("a.t", 1).rows());
    }

    /** The labels give the objects their ids, in whose order they are looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4", "5", "6", "7", "8"})
    void ofTwoObjectsThatOneSidePlacedTheOtherSidesIsTheOneThatItHasThere(String label) {
        var both = base.table("a.v", "v" + label).table("b.z", "z" + label);
        var swapped = swap(both, "a.v", "b.z");
        var changed = both.schema("a.v", 1);
        var stayed = both.tree().get(Catalog.object("a.v").key()).map(Entry::contentId);

        var theirs = Merging.of(both, swapped, changed).answered(new Resolution.OldName());
        var ours = Merging.of(both, changed, swapped).answered(new Resolution.OldName());

        assertThat(theirs.onlyConflict().versions().theirs().map(Entry::contentId))
                .isEqualTo(stayed);
        assertThat(ours.onlyConflict().versions().ours().map(Entry::contentId)).isEqualTo(stayed);
    }

    @Test
    void aRenameThatNobodyCaresForNeedsNoHome() {
        var blueGreen = base.rename("a.t", "a.old").rename("a.u", "a.t");

        assertThat(Merging.of(base, blueGreen, base.schema("a.u", 2)).merged().rows())
                .as("the name a.u is free")
                .isEqualTo(base.schema("a.u", 2)
                        .rename("a.t", "a.old")
                        .rename("a.u", "a.t")
                        .rows());
    }

    @Test
    void whatIsAddedToARenamedNamespaceGoesAlong() {
        var theirs = base.table("a.new").schema("a.t", 1).drop("a.u");
        var merging = Merging.of(base, base.renameNamespace("a", "b.c"), theirs);

        assertThat(merging.merged().rows())
                .isEqualTo(theirs.renameNamespace("a", "b.c").rows());
        assertThat(merging.mirrored().merged().rows())
                .isEqualTo(theirs.renameNamespace("a", "b.c").rows());
    }

    @Test
    void renamesOfANamespaceAndWithinItGoTogether() {
        var merging = Merging.of(base, base.renameNamespace("a", "z"), base.rename("a.t", "a.x"));

        assertThat(merging.merged().rows())
                .isEqualTo(base.rename("a.t", "a.x").renameNamespace("a", "z").rows());
    }

    @Test
    void renamesOfANamespaceAndOfOneInItGoTogether() {
        var nested = base.namespace("a.n").table("a.n.t");
        var merging = Merging.of(
                nested,
                nested.renameNamespace("a", "z"),
                nested.renameNamespace("a.n", "a.m").table("a.m.new"));

        assertThat(merging.merged().rows())
                .isEqualTo(nested.renameNamespace("a.n", "a.m")
                        .table("a.m.new")
                        .renameNamespace("a", "z")
                        .rows());
    }

    @Test
    void oneNamespaceRenamedTwiceIsOneConflictAndNoneForWhatIsInIt() {
        var merging = Merging.of(
                base,
                base.renameNamespace("a", "x").table("x.one"),
                base.renameNamespace("a", "y").table("y.two"));

        assertThat(merging.codes()).containsExactly(ConflictCode.RENAME_RENAME_DIFFERENT);
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().table("y.one", "x.one").rows());
    }

    @Test
    void namespacesMovedIntoEachOtherAreACycle() {
        var merging = Merging.of(base, base.renameNamespace("a", "b.a"), base.renameNamespace("b", "a.b"));

        assertThat(merging.codes()).containsExactly(ConflictCode.NS_MOVE_CYCLE);
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours and theirs moved namespaces into each other: a, b");
        assertThat(merging.takingOurs().merged().rows())
                .isEqualTo(merging.ours().rows());
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
    }

    @Test
    void namespacesMovedIntoAThirdAreNone() {
        var three = base.namespace("c");

        assertThat(Merging.of(three, three.renameNamespace("a", "c.a"), three.renameNamespace("b", "c.b"))
                        .merged()
                        .rows())
                .isEqualTo(three.renameNamespace("a", "c.a")
                        .renameNamespace("b", "c.b")
                        .rows());
    }

    @Test
    void whatIsPutIntoANamespaceWhoseNameAnotherGotAsksForItsHome() {
        var ours = base.renameNamespace("a", "old").namespace("a", "another", Map.of());
        var merging = Merging.of(base, ours, base.table("a.new"));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.NS_RENAME);
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours renamed the namespace a to old and made another one under its name,"
                        + " theirs put the table a.new into it");
        assertThat(merging.answered(new Resolution.NewHome()).merged().rows())
                .isEqualTo(ours.table("old.new", "a.new").rows());
        assertThat(merging.answered(new Resolution.OldName()).merged().rows())
                .isEqualTo(ours.table("a.new").rows());
    }

    @Test
    void anObjectWithBothQuestionsAsksForTheHomeOfItsChangeFirst() {
        var ours = base.rename("a.t", "b.t").table("a.t", "another");
        var theirs = base.schema("a.t", 1).renameNamespace("b", "old").namespace("b", "another", Map.of());

        assertThat(Merging.of(base, ours, theirs).codes()).containsExactly(ConflictCode.RENAME_MODIFY);
        assertThat(Merging.of(base, theirs, ours).codes()).containsExactly(ConflictCode.RENAME_MODIFY);
    }

    @Test
    void aNameThatWouldBecomeTooLongInARenamedNamespaceIsAConflict() {
        var ours = base.renameNamespace("a", "y".repeat(200));
        var deep = base;
        var name = "a";
        for (int level = 0; level < 6; level++) {
            name = name + "." + "x".repeat(220);
            deep = deep.namespace(name);
        }
        var merging = Merging.of(base, ours, deep);

        assertThat(Merging.of(base, base.renameNamespace("a", "y".repeat(170)), deep)
                        .merged()
                        .names())
                .hasSize(base.rows().size() + 6);
        assertThat(merging.codes()).containsExactly(ConflictCode.NAME_TOO_LONG);
        assertThat(merging.answered(new Resolution.At(Catalog.path("short")))
                        .merged()
                        .names())
                .contains("short")
                .hasSize(base.rows().size() + 6);
    }

    /** Ours moves every second namespace into the next, theirs the others: together they are one tower of 3 001. */
    @Test
    void aTowerThatBothSidesBuildTogetherIsTooLongAndDoesNoHarm() {
        var flat = Catalog.empty().rows();
        var ours = new TreeMap<>(flat);
        var theirs = new TreeMap<>(flat);
        var all = new TreeMap<>(flat);
        for (int i = 0; i <= 3_000; i++) {
            var entry = base.entry(Catalog.id("floor" + i), new NamespaceContent(new TreeMap<>()));
            var moved = Catalog.path("n%d.n%d".formatted(i + 1, i)).key();
            var still = Catalog.path("n" + i).key();
            all.put(still, entry);
            ours.put(i % 2 == 0 && i < 3_000 ? moved : still, entry);
            theirs.put(i % 2 == 1 ? moved : still, entry);
        }
        var store = base.store();
        var merging = Merging.of(new Catalog(store, all), new Catalog(store, ours), new Catalog(store, theirs));

        assertThat(merging.codes()).containsExactly(ConflictCode.NAME_TOO_LONG);
    }

    private static Catalog swap(Catalog catalog, String one, String other) {
        return catalog.rename(one, "a.tmp").rename(other, one).rename("a.tmp", other);
    }
}
