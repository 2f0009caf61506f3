package io.meerkat.merge.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeDiffTest {
    private final StoredNodes store = new StoredNodes();

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void tellsWhatAnEditChanged(long seed) {
        var random = new Random(seed);
        var before = Catalogs.random(random);
        var after = Catalogs.edited(before, Catalogs.randomEdits(before, random));

        assertDifference(before, after);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void tellsHowCatalogsDifferThatHaveLittleInCommon(long seed) {
        var random = new Random(seed);

        assertDifference(Catalogs.random(random), Catalogs.random(random));
    }

    private void assertDifference(NavigableMap<TreeKey, Entry> before, NavigableMap<TreeKey, Entry> after) {
        var left = store.save(Catalogs.tree(before, store));
        var right = Catalogs.tree(after, store);

        assertThat(left.diff(right)).isEqualTo(expected(before, after));
        assertThat(right.diff(left)).isEqualTo(expected(after, before));
    }

    private static List<Difference> expected(NavigableMap<TreeKey, Entry> before, NavigableMap<TreeKey, Entry> after) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .map(key ->
                        new Difference(key, Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key))))
                .filter(difference -> !difference.before().equals(difference.after()))
                .toList();
    }
}
