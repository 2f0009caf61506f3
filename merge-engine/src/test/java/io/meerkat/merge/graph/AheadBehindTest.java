package io.meerkat.merge.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import org.junit.jupiter.api.Test;

class AheadBehindTest {
    private final History history = new History();
    private final CommitId root = history.commit("root");
    private final CommitId other = history.commit("other", root);

    @Test
    void aCountIsExactUpToTheLimitAndALowerBoundBeyond() {
        var merges = merges(10);
        int needed = 12;

        assertThat(AheadBehind.of(history.known(), merges, other, needed + 20))
                .hasToString("AheadBehind[ahead=20, behind=1]");
        var cut = AheadBehind.of(history.known(), merges, other, 5);
        assertThat(cut.ahead().exact()).isFalse();
        assertThat(cut.ahead().commits()).isBetween(1L, 19L);
        assertThat(cut.ahead()).hasToString("at least " + cut.ahead().commits());
    }

    @Test
    void aCommitIsNeitherAheadOfNorBehindItself() {
        assertThat(AheadBehind.of(history.known(), other, other)).hasToString("AheadBehind[ahead=0, behind=0]");
    }

    @Test
    void unrelatedHistoriesAreAheadOfEachOtherByAllTheyHave() {
        var apart = history.line("apart", history.commit("another root"), 4);

        assertThat(AheadBehind.of(history.known(), other, apart)).hasToString("AheadBehind[ahead=2, behind=5]");
    }

    private CommitId merges(int count) {
        var head = root;
        for (int i = 0; i < count; i++) {
            head = history.commit("merge" + i, head, history.commit("side" + i, head));
        }
        return head;
    }
}
