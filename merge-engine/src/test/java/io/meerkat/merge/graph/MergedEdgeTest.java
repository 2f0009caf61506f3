package io.meerkat.merge.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a remembered merge means, and where it must not count. */
class MergedEdgeTest {
    private final History history = new History();
    private final CommitId root = history.commit("root");
    private final CommitId target = history.commit("target", root);
    private final CommitId source = history.commit("source", root);
    private final CommitId squash = history.squash("squash", target, source);

    @Test
    void theNextMergeOfASquashedSourceBeginsWhereTheLastOneEnded() {
        var more = history.commit("more", source);

        assertThat(bases(squash, more)).containsExactly(source);
    }

    @Test
    void anUpdateTheOtherWayBeginsThereToo() {
        var more = history.commit("more", source);
        var later = history.commit("later", squash);

        assertThat(bases(more, later)).containsExactly(source);
    }

    @Test
    void squashingOneWayAndUpdatingTheOtherKeepsTheNewestOfBoth() {
        var update = history.commit("update", source, squash);
        var more = history.commit("more", update);
        var later = history.commit("later", squash);
        assertThat(bases(later, more)).containsExactly(squash);

        var again = history.squash("again", later, more);

        assertThat(bases(again, history.commit("most", more))).containsExactly(more);
    }

    @Test
    void squashesBothWaysAtOnceAreACrissCross() {
        var back = history.squash("back", source, target);

        assertThat(bases(squash, back)).containsExactly(target, source);
    }

    @Test
    void aTargetThatWasResetDoesNotRememberTheMerge() {
        var reset = history.commit("reset", target);

        assertThat(bases(reset, source)).containsExactly(root);
        assertThat(contains(reset, source)).isFalse();
    }

    @Test
    void anotherBranchUnderTheNameOfASquashedOneIsNotTakenForIt() {
        var recreated = history.commit("recreated", root);

        assertThat(contains(squash, recreated)).isFalse();
        assertThat(bases(squash, recreated)).containsExactly(root);
    }

    @Test
    void aSquashedSourceIsContainedButNoAncestor() {
        assertThat(contains(squash, source)).isTrue();
        assertThat(new Ancestry(history.known()).isAncestor(source, squash)).isFalse();
        assertThat(contains(source, squash)).isFalse();
    }

    @Test
    void aSquashedSourceIsNotAheadAndItsCommitsAreNotInTheLogOfTheTarget() {
        assertThat(AheadBehind.of(history.known(), source, squash)).hasToString("AheadBehind[ahead=0, behind=2]");
        assertThat(LogPage.read(history.known(), LogCursor.of(squash), 10).commits())
                .extracting(CommitNode::id)
                .containsExactly(squash, target, root);
    }

    @Test
    void picksRevertsAndRebasesAreNoMerges() {
        for (var type : List.of(Edge.Type.PICKED, Edge.Type.REVERTED, Edge.Type.REBASED)) {
            var commit = history.commit("by " + type, List.of(target), List.of(new Edge(type, source)));

            assertThat(bases(commit, source)).containsExactly(root);
            assertThat(contains(commit, source)).isFalse();
        }
    }

    private List<CommitId> bases(CommitId ours, CommitId theirs) {
        return new MergeBases(history.known()).of(ours, theirs);
    }

    private boolean contains(CommitId head, CommitId merged) {
        return new Ancestry(history.known()).contains(head, merged);
    }
}
