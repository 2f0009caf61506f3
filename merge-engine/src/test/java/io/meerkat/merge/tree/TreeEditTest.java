package io.meerkat.merge.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.KeyRange;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeEditTest {
    private final StoredNodes store = new StoredNodes();

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void theRootTellsTheRowsAndNothingOfTheirHistory(long seed) {
        var random = new Random(seed);
        var rows = Catalogs.random(random);
        var detour = Catalogs.random(random);
        detour.keySet().removeAll(rows.keySet());

        var tree = Tree.empty(store);
        for (var piece : pieces(detour, random)) {
            tree = tree.apply(piece);
        }
        for (var piece : pieces(rows, random)) {
            tree = store.save(tree.apply(piece));
        }
        for (var piece : pieces(detour, random)) {
            piece.replaceAll((key, entry) -> Optional.empty());
            tree = tree.apply(piece);
        }

        assertThat(tree.root()).isEqualTo(Catalogs.tree(rows, store).root());
        assertThat(tree.rows(KeyRange.all())).isEqualTo(Catalogs.rows(rows));
    }

    private static List<SortedMap<TreeKey, Optional<Entry>>> pieces(NavigableMap<TreeKey, Entry> rows, Random random) {
        var keys = new ArrayList<>(rows.keySet());
        Collections.shuffle(keys, random);
        var pieces = new ArrayList<SortedMap<TreeKey, Optional<Entry>>>();
        int from = 0;
        while (from < keys.size()) {
            int to = Math.min(keys.size(), from + 1 + random.nextInt(200));
            var piece = new TreeMap<TreeKey, Optional<Entry>>();
            keys.subList(from, to).forEach(key -> piece.put(key, Optional.ofNullable(rows.get(key))));
            pieces.add(piece);
            from = to;
        }
        return pieces;
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void everyTreeOfAChainOfEditsIsTheOneThatItsRowsBuild(long seed) {
        var random = new Random(seed);
        var rows = Catalogs.random(random);
        var tree = store.save(Catalogs.tree(rows, store));

        for (int i = 0; i < 10; i++) {
            var edits = Catalogs.randomEdits(rows, random);
            tree = tree.apply(edits);
            rows = Catalogs.edited(rows, edits);

            assertThat(tree.root()).isEqualTo(Catalogs.tree(rows, store).root());
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void oneEditOfManyKeysIsTheSameAsManyOfOneKey(long seed) {
        var random = new Random(seed);
        var rows = Catalogs.random(random);
        var tree = Catalogs.tree(rows, store);
        var edits = Catalogs.randomEdits(rows, random);

        var oneByOne = tree;
        for (var edit : edits.entrySet()) {
            oneByOne = oneByOne.apply(new TreeMap<>(Map.of(edit.getKey(), edit.getValue())));
        }

        assertThat(tree.apply(edits).root()).isEqualTo(oneByOne.root());
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void justTheNodesThatTheLastTreeNeedsAndTheStoreLacksAreUnsaved(long seed) {
        var random = new Random(seed);
        var rows = Catalogs.random(random);
        var stored = store.save(Catalogs.tree(rows, store));
        var tree = stored;
        for (int i = 0; i < 5; i++) {
            var edits = Catalogs.randomEdits(rows, random);
            tree = tree.apply(edits);
            rows = Catalogs.edited(rows, edits);
        }
        var unsaved = tree.unsaved().keySet();

        var lacking = new HashSet<>(marked(tree));
        lacking.removeAll(marked(stored));
        assertThat(unsaved).containsAll(lacking);
        assertThat(marked(tree)).containsAll(unsaved);

        var read = store.save(tree);
        assertThat(read.unsaved()).isEmpty();
        assertThat(read.rows(KeyRange.all())).isEqualTo(Catalogs.rows(rows));
        assertThat(marked(read)).isEqualTo(marked(tree));
    }

    private static Set<Hash> marked(Tree tree) {
        var marked = new HashSet<Hash>();
        tree.mark(marked);
        return marked;
    }

    @Test
    void anEditThatChangesNothingLeavesNothingToSave() {
        var rows = Catalogs.ofTables(3_000);
        var tree = store.save(Catalogs.tree(rows, store));
        var same = new TreeMap<TreeKey, Optional<Entry>>();
        rows.tailMap(Catalogs.tableKey(1_500)).forEach((key, entry) -> same.put(key, Optional.of(entry)));
        same.put(Catalogs.tableKey(7_000), Optional.empty());

        assertThat(tree.apply(same).root()).isEqualTo(tree.root());
        assertThat(tree.apply(same).unsaved()).isEmpty();
        assertThat(tree.apply(new TreeMap<>()).unsaved()).isEmpty();
    }

    @Test
    void removingEveryRowGivesTheEmptyTree() {
        var rows = Catalogs.ofTables(3_000);
        var none = new TreeMap<TreeKey, Optional<Entry>>();
        rows.keySet().forEach(key -> none.put(key, Optional.empty()));

        var empty = Catalogs.tree(rows, store).apply(none);

        assertThat(empty.root()).isEqualTo(Tree.empty(store).root());
        assertThat(store.save(empty).rows(KeyRange.all())).isEmpty();
    }

    @Test
    void rowsThatAreNotInOrderBuildNoTree() {
        var rows = new ArrayList<>(Catalogs.rows(Catalogs.ofTables(3)));
        Collections.swap(rows, 1, 2);

        assertThatThrownBy(() -> Tree.build(rows.iterator(), store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order");
    }

    @Test
    void aTreeWhoseNodesWereNotSavedNamesTheOneThatIsMissing() {
        var tree = Catalogs.tree(Catalogs.ofTables(10), store);

        assertThatThrownBy(() -> tree.saved().first(KeyRange.all()))
                .isInstanceOf(UnknownNodeException.class)
                .hasMessageContaining(tree.root().hex());
    }
}
