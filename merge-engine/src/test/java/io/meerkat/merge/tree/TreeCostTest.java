package io.meerkat.merge.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.KeyRange;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TreeKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What work on a catalog of 100 000 tables costs, in nodes read and written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TreeCostTest {
    private static final int TABLES = 100_000;
    private static final int HEIGHT = 3;

    private final StoredNodes store = new StoredNodes();
    private Tree tree = Tree.empty(store);

    @BeforeAll
    void build() {
        tree = store.save(Catalogs.tree(Catalogs.ofTables(TABLES), store));
    }

    @BeforeEach
    void resetCounts() {
        store.resetCounts();
    }

    @Test
    void aLookupReadsOneNodeALevel() {
        assertThat(tree.get(Catalogs.tableKey(54_321))).isPresent();

        assertThat(store.reads()).isEqualTo(HEIGHT);
    }

    @Test
    void updatingATableReadsAndWritesOneNodeALevel() {
        store.save(tree.apply(update(54_321)));

        assertThat(store.reads()).isEqualTo(HEIGHT);
        assertThat(store.writes()).isEqualTo(HEIGHT);
    }

    @Test
    void addingATableReadsAndWritesLittleMore() {
        int nodes = 0;
        for (int i = 0; i < 1_000; i++) {
            store.resetCounts();
            var name = NamespacePath.of("ns%03d".formatted(i % 100)).object("added" + i);
            store.save(tree.apply(edit(name.key(), Catalogs.table(i, i))));
            nodes += store.writes();
            assertThat(store.reads()).isLessThanOrEqualTo(20);
        }

        assertThat(nodes / 1_000.0).isBetween(3.0, 3.5);
    }

    @Test
    void aBatchOfCommitsStoresOnlyWhatItsLastTreeReaches() {
        var batch = tree;
        for (int i = 0; i < 256; i++) {
            batch = batch.apply(update(i % 8 * 10_000));
        }
        store.save(batch);

        assertThat(store.writes()).isLessThanOrEqualTo(8 * (HEIGHT - 1) + 1);
    }

    @Test
    void theDifferenceOfOneChangeReadsOnlyTheTwoWaysToIt() {
        var changed = store.save(tree.apply(update(54_321)));
        store.resetCounts();

        assertThat(tree.diff(changed)).hasSize(1);

        assertThat(store.reads()).isEqualTo(2 * HEIGHT);
    }

    @Test
    void aNodeThatIsWrittenAgainAsItWasIsNotStoredAgain() {
        var edits = new TreeMap<>(update(54_321));
        edits.put(Catalogs.tableKey(1), tree.get(Catalogs.tableKey(1)));

        store.save(tree.apply(edits));

        assertThat(store.writes()).isEqualTo(HEIGHT);
    }

    @Test
    void whatTreesOfDifferentHeightShareIsNotRead() {
        var lower = store.save(Catalogs.tree(Catalogs.ofTables(TABLES / 10), store));

        assertThat(lower.diff(tree).findFirst()).map(Difference::before).contains(Optional.empty());

        assertThat(store.reads()).isLessThanOrEqualTo(HEIGHT + HEIGHT - 1);
    }

    @Test
    void equalTreesAreComparedWithoutReadingThem() {
        assertThat(tree.diff(Tree.at(tree.root(), store))).isEmpty();

        assertThat(store.reads()).isZero();
    }

    @Test
    void aBatchReadsEachNodeOnce() {
        var edits = new TreeMap<TreeKey, Optional<Entry>>();
        for (int i = 0; i < 100; i++) {
            edits.putAll(update(i * 1_000));
        }
        store.save(tree.apply(edits));

        assertThat(store.reads()).isLessThanOrEqualTo(100 * (HEIGHT - 1) + 1);
        assertThat(store.writes()).isLessThanOrEqualTo(100 * (HEIGHT - 1) + 1);
    }

    @Test
    void askingWhetherAnythingIsBelowANamespaceIsOneSeek() {
        assertThat(tree.first(KeyRange.below(NamespacePath.of("ns050")))).isPresent();

        assertThat(store.reads()).isEqualTo(HEIGHT);
    }

    @Test
    void countingReadsTheWaysToTheTwoEndsOfARange() {
        assertThat(tree.count(KeyRange.objectsIn(NamespacePath.of("ns050")))).isEqualTo(1_000);

        assertThat(store.reads()).isEqualTo(2 * HEIGHT);
    }

    @Test
    void listingNamespacesCostsOneSeekEach() {
        assertThat(tree.childNamespaces(Optional.empty(), Optional.empty(), 1_000))
                .hasSize(100);

        assertThat(store.reads()).isLessThanOrEqualTo(101 * HEIGHT);
    }

    @Test
    void aPageReadsTheWayToItAndItsLeaves() {
        assertThat(tree.scan(KeyRange.objectsIn(NamespacePath.of("ns050")), 500))
                .hasSize(500);

        assertThat(store.reads()).isLessThanOrEqualTo(HEIGHT + 1 + 500 / 40);
    }

    @Test
    void markingReadsNoLeafAndNoNodeThatWasMarkedBefore() {
        var marked = new HashSet<Hash>();
        tree.mark(marked);
        assertThat(store.reads()).isLessThan(50);
        assertThat(marked).hasSizeGreaterThan(1_000);

        var changed = store.save(tree.apply(update(54_321)));
        store.resetCounts();
        int before = marked.size();
        changed.mark(marked);

        assertThat(marked).hasSize(before + HEIGHT);
        assertThat(store.reads()).isEqualTo(HEIGHT - 1);
    }

    private static SortedMap<TreeKey, Optional<Entry>> update(int table) {
        return edit(Catalogs.tableKey(table), Catalogs.table(table, System.nanoTime()));
    }

    private static SortedMap<TreeKey, Optional<Entry>> edit(TreeKey key, Entry entry) {
        return new TreeMap<>(Map.of(key, Optional.of(entry)));
    }
}
