package io.meerkat.merge.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.Entry;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.Summary.AssetSummary;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All trees of four keys, each absent, small or so large that nodes end between them, and all edits among them. */
class EverySmallTreeTest {
    private static final List<TreeKey> KEYS = Stream.of("a", "b", "c", "d")
            .map(name -> NamespacePath.of(name).key())
            .toList();
    private static final List<Optional<Entry>> VALUES = List.of(
            Optional.empty(),
            Optional.of(Catalogs.entry("small", new AssetSummary("file"))),
            Optional.of(Catalogs.entry("large", new AssetSummary("x".repeat(9_000)))));

    private final NodeSource nothingStored = hash -> {
        throw new UnknownNodeException(hash);
    };

    @Test
    void anEditOfAnyTreeIntoAnyOtherGivesTheOtherAndTheirDifference() {
        var trees = new HashMap<NavigableMap<TreeKey, Entry>, Tree>();
        catalogs(KEYS.size()).forEach(rows -> trees.put(rows, Catalogs.tree(rows, nothingStored)));

        trees.forEach((before, tree) -> trees.forEach((after, other) -> {
            var edits = new TreeMap<TreeKey, Optional<Entry>>();
            KEYS.forEach(key -> edits.put(key, Optional.ofNullable(after.get(key))));
            var differing = KEYS.stream()
                    .filter(key -> !Optional.ofNullable(before.get(key)).equals(edits.get(key)))
                    .toList();

            assertThat(tree.apply(edits).root()).isEqualTo(other.root());
            assertThat(tree.diff(other).map(Difference::key)).isEqualTo(differing);
        }));
        assertThat(trees.values().stream().map(Tree::root)).hasSize(81).doesNotHaveDuplicates();
        assertThat(trees.values()).anyMatch(tree -> tree.unsaved().size() == 3);
    }

    private static List<NavigableMap<TreeKey, Entry>> catalogs(int keys) {
        if (keys == 0) {
            return List.of(new TreeMap<>());
        }
        var catalogs = new ArrayList<NavigableMap<TreeKey, Entry>>();
        for (var rows : catalogs(keys - 1)) {
            for (var value : VALUES) {
                var more = new TreeMap<>(rows);
                value.ifPresent(entry -> more.put(KEYS.get(keys - 1), entry));
                catalogs.add(more);
            }
        }
        return catalogs;
    }
}
