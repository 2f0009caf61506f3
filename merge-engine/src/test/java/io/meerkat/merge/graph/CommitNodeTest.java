package io.meerkat.merge.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommitNodeTest {
    private final History history = new History();
    private final CommitId root = history.commit("root");
    private final CommitId first = history.commit("first", root);

    @Test
    void theFirstPlainChildGoesOnTheStretchAndTheSecondBeginsOne() {
        var second = history.commit("second", root);

        assertThat(stretch(first)).isEqualTo(root);
        assertThat(stretch(second)).isEqualTo(second);
    }

    @Test
    void mergesAndRevertsBeginAStretchAndPicksDoNot() {
        var picked = history.commit("picked", List.of(first), List.of(new Edge(Edge.Type.PICKED, root)));
        var rebased = history.commit("rebased", List.of(picked), List.of(new Edge(Edge.Type.REBASED, root)));
        var revert = history.revert("revert", rebased, first);
        var squash = history.squash("squash", revert, history.commit("side", root));
        var merge = history.commit("merge", squash, history.commit("other side", root));

        assertThat(stretch(picked)).isEqualTo(root);
        assertThat(stretch(rebased)).isEqualTo(root);
        assertThat(stretch(revert)).isEqualTo(revert);
        assertThat(stretch(squash)).isEqualTo(squash);
        assertThat(stretch(merge)).isEqualTo(merge);
    }

    @Test
    void aMergeWithinAStretchIsNoCommit() {
        var node = history.known().get(first);

        assertThatThrownBy(() -> new CommitNode(
                        first,
                        1,
                        List.of(root),
                        List.of(new Edge(Edge.Type.MERGED, root)),
                        node.time(),
                        node.changes(),
                        root))
                .hasMessageContaining("lowest of its stretch");
    }

    @Test
    void anUnknownCommitIsNamed() {
        var unknown = History.id("unknown");

        assertThatThrownBy(() -> new MergeBases(history.known()).of(root, unknown))
                .isInstanceOf(UnknownCommitException.class)
                .hasMessageContaining(unknown.hex());
    }

    @Test
    void aGraphThatGivesLessThanItWasAskedForIsNotBelieved() {
        var silent = new CommitGraph() {
            @Override
            public java.util.Map<CommitId, CommitNode> commits(Set<CommitId> from, long downTo) {
                return java.util.Map.of();
            }

            @Override
            public java.util.Map<CommitId, CommitNode> leaps(Set<CommitId> from, long downTo) {
                return java.util.Map.of();
            }

            @Override
            public CommitNode on(CommitId stretch, long generation) {
                throw new UnknownCommitException(stretch);
            }
        };

        assertThatThrownBy(() -> new Ancestry(new KnownCommits(silent)).isAncestor(root, first))
                .isInstanceOf(UnknownCommitException.class);
    }

    private CommitId stretch(CommitId id) {
        return history.known().get(id).stretch();
    }
}
