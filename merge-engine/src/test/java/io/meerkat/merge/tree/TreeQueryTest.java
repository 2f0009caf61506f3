package io.meerkat.merge.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.Entry;
import io.meerkat.model.KeyRange;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks a tree and a plain map the same questions. */
class TreeQueryTest {
    private final StoredNodes store = new StoredNodes();

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void findsTheEntryOfEveryKeyAndNoOther(long seed) {
        var random = new Random(seed);
        var rows = Catalogs.random(random);
        var tree = store.save(Catalogs.tree(rows, store));

        rows.forEach((key, entry) -> assertThat(tree.get(key)).contains(entry));
        Catalogs.randomEdits(rows, random)
                .keySet()
                .forEach(key -> assertThat(tree.get(key)).isEqualTo(Optional.ofNullable(rows.get(key))));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void scansCountsAndSeeksWhateverRangeIsAsked(long seed) {
        var random = new Random(seed);
        var rows = Catalogs.random(random);
        var tree = store.save(Catalogs.tree(rows, store));

        for (var range : ranges(rows, random)) {
            var expected = Catalogs.rows(rows).stream()
                    .filter(row -> range.contains(row.key()))
                    .toList();
            int limit = random.nextInt(20);

            assertThat(tree.rows(range)).isEqualTo(expected);
            assertThat(tree.scan(range, limit))
                    .isEqualTo(expected.stream().limit(limit).toList());
            assertThat(tree.first(range)).isEqualTo(expected.stream().findFirst());
            assertThat(tree.count(range)).isEqualTo(expected.size());
        }
    }

    private static List<KeyRange> ranges(NavigableMap<TreeKey, Entry> rows, Random random) {
        var ranges = new ArrayList<>(List.of(KeyRange.all()));
        for (var key : someKeys(rows, random)) {
            var namespace = namespace(key);
            ranges.add(KeyRange.all().after(key));
            ranges.add(KeyRange.objectsIn(namespace));
            ranges.add(KeyRange.below(namespace));
            ranges.add(KeyRange.subtree(namespace).after(key));
        }
        return ranges;
    }

    private static Iterable<TreeKey> someKeys(NavigableMap<TreeKey, Entry> rows, Random random) {
        return Catalogs.randomEdits(rows, random).keySet().stream().limit(10).toList();
    }

    private static NamespacePath namespace(TreeKey key) {
        return switch (key.identifier()) {
            case NamespacePath namespace -> namespace;
            case ObjectName object -> object.namespace();
        };
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void listsTheNamespacesDirectlyBelowAnother(long seed) {
        var random = new Random(seed);
        var rows = Catalogs.random(random);
        var tree = store.save(Catalogs.tree(rows, store));

        var parents = new ArrayList<Optional<NamespacePath>>(List.of(Optional.empty()));
        someKeys(rows, random).forEach(key -> parents.add(Optional.of(namespace(key))));
        for (var parent : parents) {
            var expected = children(rows, parent);

            assertThat(tree.childNamespaces(parent, Optional.empty(), Integer.MAX_VALUE))
                    .isEqualTo(expected);
            assertThat(pages(tree, parent, 1 + random.nextInt(5))).isEqualTo(expected);
        }
    }

    private static List<NamespacePath> children(NavigableMap<TreeKey, Entry> rows, Optional<NamespacePath> parent) {
        var above = parent.map(NamespacePath::strings).orElseGet(List::of);
        return rows.keySet().stream()
                .map(key -> namespace(key).strings())
                .filter(levels -> levels.size() > above.size())
                .filter(levels -> levels.subList(0, above.size()).equals(above))
                .map(levels -> NamespacePath.of(levels.subList(0, above.size() + 1)))
                .distinct()
                .toList();
    }

    private static List<NamespacePath> pages(Tree tree, Optional<NamespacePath> parent, int limit) {
        var all = new ArrayList<NamespacePath>();
        var page = tree.childNamespaces(parent, Optional.empty(), limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            page = tree.childNamespaces(parent, Optional.of(page.getLast()), limit);
        }
        return all;
    }
}
