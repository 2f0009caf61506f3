package io.meerkat.api.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.ConflictCode;
import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.merge.catalog.Item;
import io.meerkat.merge.catalog.ItemAnswer;
import io.meerkat.merge.catalog.ItemConflict;
import io.meerkat.merge.catalog.Offer;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.merge.catalog.Side;
import io.meerkat.merge.catalog.Versions;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.PrincipalId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PangolinResolutionsTest {
    private static final Item X = new Item("PROPERTY_SAME_KEY", "x");
    private static final Item TYPE = new Item("TYPE", "a#1");
    private static final Set<Offer> ANY = EnumSet.of(Offer.OURS, Offer.THEIRS, Offer.SUPPLIED);
    private static final Set<Offer> EITHER = EnumSet.of(Offer.OURS, Offer.THEIRS);

    private static Conflict conflict(ConflictCode code, ItemConflict... items) {
        var key = NamespacePath.of("a").object("t").key();
        var none = new Versions(Optional.empty(), Optional.empty(), Optional.empty());
        return new Conflict(
                ConflictId.parse("0".repeat(64)), code, List.of(key), none, List.of(items), "Both changed it.");
    }

    private static ItemConflict item(Item item, Set<Offer> offered) {
        return new ItemConflict(item, Optional.empty(), Optional.of("1"), Optional.of("2"), offered, "Both set it.");
    }

    private static Conflict onX() {
        return conflict(ConflictCode.BOTH_MODIFIED_TABLE, item(X, ANY));
    }

    private static Resolution read(String body, Conflict conflict) {
        return read(body, conflict, Optional.empty());
    }

    private static Resolution read(String body, Conflict conflict, Optional<Resolution> before) {
        return PangolinResolutions.read(JsonMapper.shared().readTree(body.replace('\'', '"')), conflict, before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'strategy':'TakeSource'}",
                "{'strategy':'source'}",
                "{'resolution':'source','content':null}",
                "{'strategy':'TakeSource','conflict_id':'1','resolved_by':'ann','resolved_at':'now','resolved_value':null}",
            })
    void theSourceIsTakenInEverySpelling(String body) {
        assertThat(read(body, onX())).isEqualTo(new Resolution.Take(Side.THEIRS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'strategy':'TakeTarget'}", "{'strategy':'target'}", "{'resolution':'target'}"})
    void theTargetIsTakenInEverySpelling(String body) {
        assertThat(read(body, onX())).isEqualTo(new Resolution.Take(Side.OURS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'strategy':'Manual','resolved_value':{'x':'3'}}",
                "{'strategy':'manual','resolved_value':{'x':'3'}}",
                "{'strategy':'manual','resolved_value':{'x':3}}",
                "{'resolution':'custom','content':{'x':'3'}}",
            })
    void valuesAreTakenByTheirPathsInEverySpelling(String body) {
        assertThat(read(body, onX())).isEqualTo(new Resolution.PerItem(Map.of(X, new ItemAnswer.Supplied("3"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'strategy':null}",
                "{'strategy':'coin'}",
                "{'strategy':7}",
                "{'strategy':'AutoMerge'}",
                "{'strategy':'ThreeWayMerge'}",
                "{'resolution':'custom'}",
                "{'resolution':'custom','content':null}",
                "{'resolution':'custom','content':'3'}",
                "{'resolution':'custom','content':['x']}",
                "{'resolution':'custom','content':{}}",
                "{'resolution':'custom','content':{'y':'3'}}",
                "{'resolution':'custom','content':{'x':'3','y':'3'}}",
            })
    void whatIsNoAnswerIsRefused(String body) {
        assertThatThrownBy(() -> read(body, onX()))
                .isInstanceOfSatisfying(
                        ManagementError.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void anItemThatTakesNoValueIsRefusedOne() {
        var conflict = conflict(ConflictCode.BOTH_MODIFIED_TABLE, item(X, ANY), item(TYPE, EITHER));

        assertThat(PangolinResolutions.offered(conflict)).containsExactly("source", "target");
        assertThatThrownBy(() -> read("{'resolution':'custom','content':{'x':'3','a#1':'long'}}", conflict))
                .isInstanceOf(ManagementError.class);
        assertThat(read("{'resolution':'source'}", conflict)).isEqualTo(new Resolution.Take(Side.THEIRS));
    }

    @Test
    void whatWasSaidOfOtherItemsIsKept() {
        var before = new Resolution.PerItem(Map.of(TYPE, new ItemAnswer.Take(Side.OURS)));

        var now = read("{'resolution':'custom','content':{'x':'3'}}", onX(), Optional.of(before));

        assertThat(now)
                .isEqualTo(new Resolution.PerItem(
                        Map.of(TYPE, new ItemAnswer.Take(Side.OURS), X, new ItemAnswer.Supplied("3"))));
    }

    @Test
    void aSideIsRefusedWhereThereIsNoneToTake() {
        var conflict = conflict(ConflictCode.RENAME_MODIFY);

        assertThat(PangolinResolutions.offered(conflict)).containsExactly("custom");
        assertThatThrownBy(() -> read("{'resolution':'source'}", conflict)).hasMessageContaining("custom");
        assertThat(read("{'resolution':'custom','content':{'home':'new'}}", conflict))
                .isEqualTo(new Resolution.NewHome());
        assertThatThrownBy(() -> read("{'resolution':'custom','content':{'keep_both':true}}", conflict))
                .isInstanceOf(ManagementError.class);
    }

    @ParameterizedTest
    @EnumSource(ConflictCode.class)
    void everyConflictSaysWhichWordsItTakesAndTakesThoseSides(ConflictCode code) {
        var conflict = conflict(code);
        var offered = PangolinResolutions.offered(conflict);

        for (String side : List.of("source", "target")) {
            String body = "{'resolution':'%s'}".formatted(side);
            if (offered.contains(side)) {
                assertThat(read(body, conflict)).isInstanceOf(Resolution.Take.class);
            } else {
                assertThatThrownBy(() -> read(body, conflict)).isInstanceOf(ManagementError.class);
            }
        }
        boolean more = code.offered().stream().anyMatch(offer -> !EITHER.contains(offer) && offer != Offer.PER_ITEM);
        assertThat(offered.contains("custom")).isEqualTo(more);
        assertThat(offered).isNotEmpty();
    }

    @Test
    void whatIsStoredIsReadByAllDialectsAndShownWithWhoSaidIt() {
        var by = PrincipalId.NOBODY;
        var at = Instant.parse("2026-11-28T03:00:00Z");
        var stored = ManagementJson.tree(
                PangolinResolutions.stored(read("{'resolution':'custom','content':{'x':'3'}}", onX()), by, at));

        assertThat(ResolutionJson.read(stored))
                .isEqualTo(new Resolution.PerItem(Map.of(X, new ItemAnswer.Supplied("3"))));
        var shown = PangolinResolutions.shown("17", stored);
        assertThat(shown.toString())
                .isEqualTo(
                        "{'conflict_id':'17','strategy':'Manual','resolved_value':{'x':'3'},'resolved_by':'%s','resolved_at':'%s'}"
                                .replace('\'', '"')
                                .formatted(by, at));
        var plain = PangolinResolutions.shown("17", ManagementJson.tree("{\"take\":\"theirs\"}"));
        assertThat(plain.get("strategy").stringValue()).isEqualTo("TakeSource");
        assertThat(plain.get("resolved_by").isNull()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(io.meerkat.merge.item.ConflictCode.class)
    void ofSeveralKindsOfItemsASchemaCountsFirst(io.meerkat.merge.item.ConflictCode code) {
        var other = item(new Item(code.name(), "y"), EITHER);

        assertThat(PangolinConflictType.of(conflict(ConflictCode.BOTH_MODIFIED_TABLE, other, item(TYPE, EITHER))))
                .isEqualTo(PangolinConflictType.SCHEMA_CHANGE);
        assertThat(PangolinConflictType.of(conflict(ConflictCode.BOTH_MODIFIED_TABLE, item(X, ANY), other)))
                .isEqualTo(PangolinConflictType.of(other));
    }
}
