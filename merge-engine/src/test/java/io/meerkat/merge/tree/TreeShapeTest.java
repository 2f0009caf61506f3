package io.meerkat.merge.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The nodes of a catalog of 100 000 tables are neither small nor large, so that a change rewrites little. */
class TreeShapeTest {
    private static final List<Node> NODES = List.copyOf(Catalogs.tree(Catalogs.ofTables(100_000), new StoredNodes())
            .unsaved()
            .values());

    @Test
    void threeLevelsHoldAHundredThousandTables() {
        assertThat(NODES.stream().mapToInt(Node::level).max()).hasValue(2);
        assertThat(NODES.stream().filter(node -> node.level() == 1).count()).isBetween(8L, 20L);
        assertThat(NODES.stream().filter(node -> node.level() == 0).count()).isBetween(1_100L, 1_700L);
    }

    @Test
    void leavesAreOfEvenSize() {
        var sizes = sizes(0);

        assertThat(sizes.sum() / (double) sizes(0).count()).isBetween(6_000.0, 8_000.0);
        assertThat(percentile(99)).isLessThan(13_000);
        assertThat(percentile(1)).isGreaterThan(2_000);
        assertThat(sizes(0).max().orElseThrow()).isLessThan(16_000);
    }

    private static int percentile(int percent) {
        var sorted = sizes(0).sorted().toArray();
        return sorted[sorted.length * percent / 100];
    }

    private static IntStream sizes(int level) {
        return NODES.stream().filter(node -> node.level() == level).mapToInt(node -> node.toBytes().length);
    }
}
