package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What both sides did to one object, or to one name. */
class ObjectConflictsTest {
    private final Catalog base =
            Catalog.empty().namespace("a").table("a.t").view("a.v").asset("a.f", "a.f", "1");

    @Test
    void whatOneSideDidIsTaken() {
        var merging = Merging.of(base, base.schema("a.t", 1), base.drop("a.v").table("a.new"));

        var expected = base.schema("a.t", 1).drop("a.v").table("a.new");
        assertThat(merging.merged().rows()).isEqualTo(expected.rows());
        assertThat(merging.mirrored().merged().rows()).isEqualTo(expected.rows());
    }

    @Test
    void equalChangesConverge() {
        var both = base.schema("a.t", 1).drop("a.v").table("a.new").rename("a.f", "a.g");

        assertThat(Merging.of(base, both.asset("a.h", "h", "1"), both).merged().rows())
                .isEqualTo(both.asset("a.h", "h", "1").rows());
    }

    @Test
    void changesOfOneTableAreMergedByItems() {
        var merging = Merging.of(base, base.schema("a.t", 1), base.columns("a.t", 5));

        assertThat(merging.merged().rows())
                .isEqualTo(base.schema("a.t", 1).columns("a.t", 5).rows());
        assertThat(((MergeOutcome.Merged) merging.outcome()).warnings())
                .containsExactly(new Warning(Warning.Code.NOTICE, Catalog.key("a.t"), "merged by fields"));
    }

    @Test
    void changesOfOneItemAreAConflictOfTheTable() {
        var conflict =
                Merging.of(base, base.schema("a.t", 1), base.schema("a.t", 2)).onlyConflict();

        assertThat(conflict.code()).isEqualTo(ConflictCode.BOTH_MODIFIED_TABLE);
        assertThat(conflict.keys()).containsExactly(Catalog.key("a.t"));
        assertThat(conflict.items()).extracting(ItemConflict::item).containsExactly(FieldsMerge.SCHEMA);
        assertThat(conflict.sentence()).isEqualTo("ours and theirs both changed the table a.t");
    }

    @Test
    void answersByItemsAreOfferedOnlyWhereEachItemTakesOne() {
        var conflict =
                Merging.of(base, base.schema("a.t", 1), base.schema("a.t", 2)).onlyConflict();
        var whole = new ItemConflict(
                FieldsMerge.COLUMNS, Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), "of all or none");
        var items = Stream.concat(conflict.items().stream(), Stream.of(whole)).toList();

        assertThat(conflict.offered()).contains(Offer.PER_ITEM);
        assertThat(Conflict.ofItems(conflict.code(), conflict.keys(), conflict.versions(), items, "both changed it")
                        .offered())
                .containsExactlyInAnyOrder(Offer.OURS, Offer.THEIRS, Offer.SUPPLIED);
    }

    @Test
    void metadataFilesWithRandomNamesDoNotMakeEqualChangesDiffer() {
        var both = base.schema("a.t", 1).view("a.v", "a.v", 2);
        var ours = both.rewriteMetadata("a.t", "1.json").rewriteMetadata("a.v", "1.json");
        var theirs = both.rewriteMetadata("a.t", "2.json").rewriteMetadata("a.v", "2.json");

        assertThat(Merging.of(base, ours, theirs).merged().rows()).isEqualTo(ours.rows());
    }

    @Test
    void aKindWithoutAMergeOfItsOwnIsTakenAsAWhole() {
        var views = Merging.of(base, base.view("a.v", "a.v", 2), base.view("a.v", "a.v", 3));
        var assets = Merging.of(base, base.asset("a.f", "a.f", "2"), base.asset("a.f", "a.f", "3"));

        assertThat(views.onlyConflict().code()).isEqualTo(ConflictCode.BOTH_MODIFIED_VIEW);
        assertThat(views.onlyConflict().offered()).doesNotContain(Offer.PER_ITEM);
        assertThat(views.takingTheirs().merged().rows())
                .isEqualTo(views.theirs().rows());
        assertThat(assets.onlyConflict().code()).isEqualTo(ConflictCode.BOTH_MODIFIED_ASSET);
        assertThat(assets.takingOurs().merged().rows()).isEqualTo(assets.ours().rows());
    }

    @Test
    void droppingWhatTheOtherSideChangedIsAConflict() {
        var merging = Merging.of(base, base.schema("a.t", 1), base.drop("a.t"));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.MODIFY_DELETE);
        assertThat(merging.onlyConflict().sentence()).isEqualTo("ours changed the table a.t, theirs dropped it");
        assertThat(merging.takingOurs().merged().rows())
                .isEqualTo(merging.ours().rows());
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
        var mirrored = merging.mirrored();
        assertThat(mirrored.onlyConflict().code()).isEqualTo(ConflictCode.DELETE_MODIFY);
        assertThat(mirrored.onlyConflict().sentence()).isEqualTo("ours dropped the table a.t, theirs changed it");
        assertThat(mirrored.takingOurs().merged().rows())
                .isEqualTo(merging.theirs().rows());
    }

    @Test
    void droppingWhatTheOtherSideLeftAloneIsNone() {
        assertThat(Merging.of(
                                base,
                                base.drop("a.t").drop("a.v"),
                                base.drop("a.v").drop("a.f"))
                        .merged()
                        .names())
                .containsExactly("a");
    }

    @Test
    void renamingWhatTheOtherSideDroppedIsAConflict() {
        var merging = Merging.of(base, base.drop("a.t"), base.rename("a.t", "a.u"));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.RENAME_DELETE);
        assertThat(merging.onlyConflict().keys()).containsExactly(Catalog.key("a.t"), Catalog.key("a.u"));
        assertThat(merging.onlyConflict().sentence()).isEqualTo("ours dropped the table a.t, theirs renamed it to a.u");
        assertThat(merging.mirrored().onlyConflict().sentence())
                .isEqualTo("ours renamed the table a.t to a.u, theirs dropped it");
        assertThat(merging.takingOurs().merged().rows())
                .isEqualTo(merging.ours().rows());
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
    }

    @Test
    void changingWhatTheOtherSideReplacedIsAConflictOfTheName() {
        var ours = base.drop("a.t").table("a.t", "again");
        var merging = Merging.of(base, ours, base.schema("a.t", 1));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.REPLACED);
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours dropped the table a.t and made another one under its name, theirs changed it");
        assertThat(merging.takingOurs().merged().rows()).isEqualTo(ours.rows());
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
        assertThat(merging.answered(new Resolution.KeepBoth()).merged().get("a.t_theirs"))
                .isEqualTo(merging.theirs().get("a.t"));
        var renamed = merging.answered(new Resolution.Rename(Side.OURS, Catalog.object("a.again")))
                .merged();
        assertThat(renamed.get("a.t")).isEqualTo(merging.theirs().get("a.t"));
        assertThat(renamed.get("a.again")).isEqualTo(ours.get("a.t"));
    }

    @Test
    void replacingWhatTheOtherSideLeftAloneIsNone() {
        var ours = base.drop("a.t").table("a.t", "again");

        assertThat(Merging.of(base, ours, base.schema("a.t", 0).drop("a.v"))
                        .merged()
                        .rows())
                .isEqualTo(ours.drop("a.v").rows());
    }

    @Test
    void twoObjectsMadeUnderOneNameAreAConflict() {
        var merging = Merging.of(base, base.table("a.new", "one"), base.table("a.new", "two"));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.ADD_ADD);
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours made the table a.new, theirs made the table a.new");
        assertThat(merging.takingOurs().merged().rows())
                .isEqualTo(merging.ours().rows());
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
        assertThat(merging.answered(new Resolution.KeepBoth()).merged().rows())
                .isEqualTo(merging.ours().table("a.new_theirs", "two").rows());
        assertThat(merging.answered(new Resolution.Rename(Side.OURS, Catalog.object("a.mine")))
                        .merged()
                        .rows())
                .isEqualTo(merging.theirs().table("a.mine", "one").rows());
    }

    @Test
    void replacingOneObjectTwiceIsAConflictOfTheTwoNewOnes() {
        var gone = base.drop("a.t");

        assertThat(Merging.of(base, gone.table("a.t", "one"), gone.table("a.t", "two"))
                        .codes())
                .containsExactly(ConflictCode.ADD_ADD);
    }

    @Test
    void oneObjectMadeOnBothSidesConverges() {
        var both = base.table("a.new", "one");

        assertThat(Merging.of(base, both.schema("a.new", 0).drop("a.v"), both)
                        .merged()
                        .rows())
                .isEqualTo(both.drop("a.v").rows());
    }

    @Test
    void twoObjectsMadeAlikeUnderOneNameBecomeOurs() {
        var content = base.store().content(base.get("a.t").content());
        var ours = base.with(Catalog.key("a.new"), base.entry(Catalog.id("one"), content));
        var theirs = base.with(Catalog.key("a.new"), base.entry(Catalog.id("two"), content));

        assertThat(Merging.of(base, ours.drop("a.v"), theirs).merged().rows())
                .isEqualTo(ours.drop("a.v").rows());
    }

    @Test
    void oneObjectMadeOnBothSidesAndChangedSinceIsMergedWithoutABase() {
        var made = base.table("a.new");
        var clean = Merging.of(base, made.rewriteMetadata("a.new", "1.json"), made);
        var merging = Merging.of(base, made.schema("a.new", 1), made.schema("a.new", 2));

        assertThat(clean.merged().rows()).isEqualTo(clean.ours().rows());
        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.BOTH_MODIFIED_TABLE);
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours and theirs both made the table a.new, and not alike");
    }

    @Test
    void differentKindsUnderOneNameClash() {
        var merging = Merging.of(base, base.table("a.new"), base.view("a.new"));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.KIND_CLASH);
        assertThat(merging.onlyConflict().sentence())
                .isEqualTo("ours made the table a.new, theirs made the view a.new");
    }

    @Test
    void aNamespaceAndATableOfOneNameDoNotClash() {
        var merging =
                Merging.of(base, base.table("a.new"), base.namespace("a.new").table("a.new.t"));

        assertThat(merging.merged().names())
                .contains("a.new", "a.new.t")
                .hasSize(base.rows().size() + 3);
    }

    @Test
    void allConflictsAreReportedTogetherInTheOrderOfTheirKeys() {
        var ours = base.schema("a.t", 1).view("a.v", "a.v", 2).drop("a.f").table("a.b");
        var theirs = base.schema("a.t", 2).drop("a.v").asset("a.f", "a.f", "2").table("a.b", "other");

        assertThat(Merging.of(base, ours, theirs).codes())
                .containsExactly(
                        ConflictCode.ADD_ADD,
                        ConflictCode.DELETE_MODIFY,
                        ConflictCode.BOTH_MODIFIED_TABLE,
                        ConflictCode.MODIFY_DELETE);
    }

    @Test
    void aTreeWithOneObjectAtTwoKeysIsRefused() {
        var broken = base.schema("a.t", 1).with(Catalog.key("a.copy"), base.get("a.t"));

        assertThatIllegalArgumentException()
                .isThrownBy(Merging.of(base, broken, base.drop("a.v"))::outcome)
                .withMessageContaining("at a.copy and at a.t");
    }
}
