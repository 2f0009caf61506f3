package io.meerkat.merge.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.model.Hash;
import io.meerkat.model.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
        var cache = new NodeCache(
                store,
                hashes -> {
                    together.add(hashes);
                    return hashes.stream().collect(Collectors.toMap(hash -> hash, store::node));
                },
                LARGE);
        var cached = Tree.at(tree.root(), cache);
        var keys = tree.rows(KeyRange.all()).map(Row::key).toList();
        var some = IntStream.range(0, 30).mapToObj(i -> keys.get(100 * i)).toList();

        cached.announce(some);

        int levels = cache.node(tree.root()).level();
        assertThat(together).hasSizeBetween(1, levels);
        store.resetCounts();
        assertThat(some).allSatisfy(key -> assertThat(cached.get(key)).isPresent());
        assertThat(store.reads()).isZero();
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
