package io.meerkat.benchmark.micro.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.benchmark.micro.graph.LongHistory.Shape;
import org.junit.jupiter.api.Test;

/** That parts are timed on what they say. */
class LongHistoryTest {
    private final GraphReads reads = new GraphReads();

    @Test
    void branchesThatPartedLatelyHaveTwentyCommitsEach() {
        assertThat(reads.aheadBehind(history(Shape.RECENT))).hasToString("AheadBehind[ahead=20, behind=20]");
    }

    @Test
    void aCrissCrossNeedsAVirtualBaseAndNothingElseDoes() {
        for (var shape : Shape.values()) {
            assertThat(reads.mergeBase(history(shape)).isVirtual()).isEqualTo(shape == Shape.CRISS_CROSS);
        }
    }

    @Test
    void branchesThatPartedLongAgoHaveAllTheirCommitsApart() {
        assertThat(reads.aheadBehind(history(Shape.PARTED))).hasToString("AheadBehind[ahead=2520, behind=10]");
        assertThat(reads.aheadBehind(history(Shape.PARTED_BEFORE_MERGES)))
                .hasToString("AheadBehind[ahead=3053, behind=10]");
        assertThat(reads.ancestry(history(Shape.PARTED_BEFORE_MERGES))).isTrue();
    }

    @Test
    void aPageHasFiftyCommits() {
        assertThat(reads.logPage(history(Shape.CRISS_CROSS)).commits()).hasSize(50);
    }

    private static LongHistory history(Shape shape) {
        var history = new LongHistory();
        history.commits = 2_500;
        history.shape = shape;
        history.grow();
        return history;
    }
}
