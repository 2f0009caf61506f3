package io.meerkat.merge.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meerkat.model.NamespacePath;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundaryTest {
    private static final List<TreeKey> KEYS = IntStream.range(0, 50_000)
            .mapToObj(i -> NamespacePath.of("n" + i).key())
            .toList();

    @Test
    void noNodeEndsBelowTheSmallestSize() {
        assertThat(KEYS).noneMatch(key -> Boundary.endsWith(0, key, 100, 0, Boundary.SIZE_MIN - 1));
        assertThat(KEYS).anyMatch(key -> Boundary.endsWith(0, key, 100, 0, Boundary.SIZE_MIN));
    }

    @Test
    void everyNodeEndsAtTheLargestSize() {
        assertThat(KEYS).allMatch(key -> Boundary.endsWith(0, key, 2, Boundary.SIZE_MAX - 1, Boundary.SIZE_MAX));
        assertThat(KEYS).noneMatch(key -> Boundary.endsWith(0, key, 2, Boundary.SIZE_MAX - 1, Boundary.SIZE_MAX - 1));
    }

    @Test
    void noNodeEndsWithItsFirstItemSoThatEveryLevelIsShorterThanTheOneBelow() {
        assertThat(KEYS).noneMatch(key -> Boundary.endsWith(0, key, 1, 0, Boundary.SIZE_MAX));
    }

    @Test
    void theLevelsAreCutIndependently() {
        int from = Boundary.SIZE_SCALE;
        int to = from + 1_000;
        var ends = IntStream.range(0, 3)
                .mapToObj(level -> KEYS.stream()
                        .filter(key -> Boundary.endsWith(level, key, 9, from, to))
                        .toList())
                .toList();

        assertThat(ends).doesNotHaveDuplicates().allMatch(keys -> !keys.isEmpty());
    }

    @Test
    void sizesFollowAWeibullDistributionOfShapeFour() {
        var sizes = new ArrayList<Integer>();
        int before = 0;
        for (int i = 0; sizes.size() < 5_000; i++) {
            int after = before + 97;
            if (Boundary.endsWith(0, NamespacePath.of("n" + i).key(), 9, before, after)) {
                sizes.add(after);
                before = 0;
            } else {
                before = after;
            }
        }

        for (int size : new int[] {4_000, 6_000, 8_000, 10_000, 12_000}) {
            double smaller = sizes.stream().filter(other -> other <= size).count() / (double) sizes.size();
            double expected = -Math.expm1(-Math.pow(size / (double) Boundary.SIZE_SCALE, 4));
            assertThat(smaller).isCloseTo(expected, within(0.03));
        }
    }
}
