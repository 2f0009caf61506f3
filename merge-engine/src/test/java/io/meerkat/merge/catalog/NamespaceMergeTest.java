package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NamespaceMergeTest {
    private static final Item COLOR = new Item("PROPERTY_SAME_KEY", "color");
    private static final Item SIZE = new Item("PROPERTY_SAME_KEY", "size");

    private final Catalog base = Catalog.empty().namespace("a", "a", Map.of("color", "red", "size", "1"));

    /** All triples of a property that is absent or has one of two values, for two properties: 729 merges. */
    @Test
    void everyPropertyIsMergedForItself() {
        var store = new Store();
        var merge = new NamespaceMerge(store);
        int conflicts = 0;
        for (var first : triples()) {
            for (var second : triples()) {
                var catalogs = new ArrayList<Entry>();
                for (int version = 0; version < 3; version++) {
                    var properties = new TreeMap<String, String>();
                    first.get(version).ifPresent(value -> properties.put("color", value));
                    second.get(version).ifPresent(value -> properties.put("size", value));
                    var content = new NamespaceContent(properties);
                    store.put(content);
                    catalogs.add(new Entry(Catalog.id("a"), content.hash(), content.summary()));
                }
                var result = merge.merge(Optional.of(catalogs.get(0)), catalogs.get(1), catalogs.get(2), Map.of());

                var open = new ArrayList<Item>();
                var expected = new TreeMap<String, String>();
                expect("color", first, expected, open);
                expect("size", second, expected, open);
                if (open.isEmpty()) {
                    assertThat(((ObjectMerge.Merged) result).created()).contains(new NamespaceContent(expected));
                } else {
                    conflicts++;
                    assertThat(((ObjectMerge.Conflicting) result).items())
                            .extracting(ItemConflict::item)
                            .isEqualTo(open);
                }
            }
        }
        assertThat(conflicts).isEqualTo(2 * 27 * 6 - 6 * 6);
    }

    private static List<List<Optional<String>>> triples() {
        var values = List.of(Optional.<String>empty(), Optional.of("1"), Optional.of("2"));
        var triples = new ArrayList<List<Optional<String>>>();
        values.forEach(base ->
                values.forEach(ours -> values.forEach(theirs -> triples.add(List.of(base, ours, theirs)))));
        return triples;
    }

    private static void expect(String key, List<Optional<String>> triple, Map<String, String> merged, List<Item> open) {
        var base = triple.get(0);
        var ours = triple.get(1);
        var theirs = triple.get(2);
        if (!ours.equals(theirs) && !ours.equals(base) && !theirs.equals(base)) {
            open.add(new Item("PROPERTY_SAME_KEY", key));
        } else {
            (ours.equals(base) ? theirs : ours).ifPresent(value -> merged.put(key, value));
        }
    }

    @Test
    void aConflictNamesTheKeyAndWhatEachSideDid() {
        var merging = Merging.of(
                base,
                base.properties("a", Map.of("color", "blue", "size", "1")),
                base.properties("a", Map.of("size", "1")));

        assertThat(merging.onlyConflict().code()).isEqualTo(ConflictCode.PROPERTY_SAME_KEY);
        assertThat(merging.onlyConflict().items())
                .containsExactly(new ItemConflict(
                        COLOR,
                        Optional.of("red"),
                        Optional.of("blue"),
                        Optional.empty(),
                        Set.of(Offer.OURS, Offer.THEIRS, Offer.SUPPLIED),
                        "ours set the property color to 'blue', theirs removed it"));
    }

    @Test
    void eachKeyHasAnAnswerOfItsOwn() {
        var merging = Merging.of(
                base,
                base.properties("a", Map.of("color", "blue", "size", "2", "new", "x")),
                base.properties("a", Map.of("color", "green", "size", "3")));
        var answers = new HashMap<Item, ItemAnswer>();
        answers.put(COLOR, new ItemAnswer.Supplied("turquoise"));
        var partly = merging.answered(new Resolution.PerItem(answers));

        assertThat(partly.onlyConflict().id()).isEqualTo(merging.onlyConflict().id());
        assertThat(partly.onlyConflict().items()).extracting(ItemConflict::item).containsExactly(SIZE);

        answers.put(SIZE, new ItemAnswer.Take(Side.THEIRS));
        assertThat(merging.answered(new Resolution.PerItem(answers)).merged().properties("a"))
                .isEqualTo(Map.of("color", "turquoise", "size", "3", "new", "x"));
    }

    @Test
    void anAnswerToWhatIsNoConflictIsRefused() {
        var merging = Merging.of(
                base,
                base.properties("a", Map.of("color", "blue", "size", "1")),
                base.properties("a", Map.of("color", "green", "size", "3")));

        assertThat(merging.answered(new Resolution.PerItem(Map.of(SIZE, new ItemAnswer.Take(Side.OURS))))
                        .refusal())
                .isEqualTo("both sides agree about PROPERTY_SAME_KEY of size, there is nothing to answer");
    }

    @Test
    void theWholeNamespaceCanBeTakenFromOneSide() {
        var merging = Merging.of(
                base, base.properties("a", Map.of("color", "blue")), base.properties("a", Map.of("color", "green")));

        assertThat(merging.takingOurs().merged().rows())
                .isEqualTo(merging.ours().rows());
        assertThat(merging.takingTheirs().merged().rows())
                .isEqualTo(merging.theirs().rows());
    }

    @Test
    void aNamespaceThatBothMadeIsOneWithThePropertiesOfBoth() {
        var ours = base.namespace("n", "one", Map.of("x", "1")).table("n.t");
        var theirs = base.namespace("n", "two", Map.of("y", "2")).table("n.u");
        var merged = Merging.of(base, ours, theirs).merged();

        assertThat(merged.names()).containsExactly("a", "n", "n.t", "n.u");
        assertThat(merged.properties("n")).isEqualTo(Map.of("x", "1", "y", "2"));
        assertThat(merged.at(Catalog.path("n").key()).contentId()).isEqualTo(Catalog.id("namespace one"));
    }

    @Test
    void namespacesThatBothMadeWithPropertiesThatDifferAreAConflict() {
        var ours = base.namespace("n", "one", Map.of("x", "1"));
        var theirs = base.namespace("n", "two", Map.of("x", "2"));
        var merging = Merging.of(base, ours.table("n.t"), theirs.table("n.u"));

        assertThat(merging.codes()).containsExactly(ConflictCode.PROPERTY_SAME_KEY);
        assertThat(merging.takingTheirs().merged().properties("n")).isEqualTo(Map.of("x", "2"));
    }

    @Test
    void aNamespaceDroppedAndMadeAgainGoesOnAsTheSame() {
        var filled = base.table("a.t");
        var again = base.dropNamespace("a").namespace("a", "again", Map.of("color", "red", "size", "1"));
        var merging = Merging.of(filled, again, filled.table("a.new").properties("a", Map.of("color", "red")));

        assertThat(merging.merged().names()).containsExactly("a", "a.new");
        assertThat(merging.merged().properties("a")).isEqualTo(Map.of("color", "red"));
        assertThat(merging.merged().at(Catalog.path("a").key()).contentId()).isEqualTo(Catalog.id("namespace again"));
    }
}
