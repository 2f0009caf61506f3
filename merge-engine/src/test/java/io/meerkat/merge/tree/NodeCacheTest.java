package io.meerkat.merge.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.KeyRange;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeCacheTest {
    private static final int LARGE = 1 << 26;

    private final StoredNodes store = new StoredNodes();
    private final Tree tree = store.save(Catalogs.tree(Catalogs.ofTables(3_000), store));

    @Test
    void readsANodeOnce() {
        var cached = Tree.at(tree.root(), new NodeCache(store, LARGE));
        assertThat(cached.rows(KeyRange.all())).hasSize(3_003);
        int reads = store.reads();

        assertThat(cached.rows(KeyRange.all())).hasSize(3_003);

        assertThat(store.reads()).isEqualTo(reads);
    }

    @Test
    void doesNotReadBackWhatWasJustStored() {
        var cache = new NodeCache(store, LARGE);
        var small = Catalogs.tree(Catalogs.ofTables(300), cache);
        cache.add(small.unsaved());
        store.resetCounts();

        assertThat(small.saved().rows(KeyRange.all())).hasSize(301);

        assertThat(store.reads()).isZero();
    }

    @Test
    void aTreeLargerThanTheCacheIsReadAgain() {
        var cached = Tree.at(tree.root(), new NodeCache(store, 1));
        assertThat(cached.rows(KeyRange.all())).hasSize(3_003);
        store.resetCounts();

        assertThat(cached.rows(KeyRange.all())).hasSize(3_003);

        assertThat(store.reads()).isPositive();
    }

    @Test
    void aMissingNodeIsAskedForAgain() {
        var cache = new NodeCache(store, LARGE);
        var empty = Tree.empty(cache);
        assertThatThrownBy(() -> cache.node(empty.root())).isInstanceOf(UnknownNodeException.class);
        assertThatThrownBy(() -> cache.node(Hash.ZERO)).isInstanceOf(UnknownNodeException.class);

        store.save(empty);

        assertThat(cache.node(empty.root())).isEqualTo(Node.EMPTY);
    }

    @Test
    void whatIsAnnouncedIsReadTogetherALevelAtATime() {
        var together = new ArrayList<Set<Hash>>();
        var cache = new NodeCache(store, together(together), LARGE);
        var cached = Tree.at(tree.root(), cache);
        var some = apart(30);

        cached.announce(some);

        int levels = cache.node(tree.root()).level();
        assertThat(together).hasSizeBetween(1, levels);
        store.resetCounts();
        assertThat(some).allSatisfy(key -> assertThat(cached.get(key)).isPresent());
        assertThat(store.reads()).isZero();
    }

    @Test
    void whatTwoTreesDifferByIsReadTogetherALevelAtATime() {
        var edits = new TreeMap<TreeKey, Optional<Entry>>();
        apart(30).forEach(key -> edits.put(key, Optional.empty()));
        var after = store.save(tree.apply(edits));
        var together = new ArrayList<Set<Hash>>();
        var cache = new NodeCache(store, together(together), LARGE);
        var before = Tree.at(tree.root(), cache);

        before.announceDifferences(Tree.at(after.root(), cache));

        // The roots are read alone, and those of a level on both sides are announced one side after the other.
        int levels = cache.node(tree.root()).level();
        assertThat(together).hasSizeBetween(1, 2 * levels);
        store.resetCounts();
        assertThat(before.diff(Tree.at(after.root(), cache))).hasSize(30);
        assertThat(store.reads()).isZero();
    }

    @Test
    void whatIsAnnouncedStaysEvenThoughOlderNodesWereAskedForMoreOften() {
        var cache = new NodeCache(store, together(new ArrayList<>()), 1 << 18);
        var cached = Tree.at(tree.root(), cache);
        var keys = tree.rows(KeyRange.all()).map(Row::key).toList();
        for (int i = 0; i < 20; i++) {
            cached.announce(keys.subList(0, 1_900));
            keys.subList(0, 1_900).forEach(cached::get);
        }
        var others = List.of(keys.get(2_000), keys.get(2_500), keys.getLast());

        cached.announce(others);

        store.resetCounts();
        others.forEach(cached::get);
        assertThat(store.reads()).isZero();
    }

    private Function<Set<Hash>, Map<Hash, Node>> together(List<Set<Hash>> asked) {
        return hashes -> {
            asked.add(hashes);
            return hashes.stream().collect(Collectors.toMap(hash -> hash, store::node));
        };
    }

    private List<TreeKey> apart(int count) {
        var keys = tree.rows(KeyRange.all()).map(Row::key).toList();
        return IntStream.range(0, count).mapToObj(i -> keys.get(100 * i)).toList();
    }

    @Test
    void nothingIsReadForWhatIsInMemoryOrAlone() {
        var cache = new NodeCache(
                store,
                hashes -> {
                    throw new AssertionError("read together: " + hashes);
                },
                LARGE);
        var cached = Tree.at(tree.root(), cache);
        assertThat(cached.rows(KeyRange.all())).hasSize(3_003);

        cached.announce(tree.rows(KeyRange.all()).map(Row::key).toList());
        Tree.empty(cache).announce(List.of());
    }
}
