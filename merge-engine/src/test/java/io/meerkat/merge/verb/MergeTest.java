package io.meerkat.merge.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.graph.BasePlan;
import io.meerkat.merge.graph.PlannedTree;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergeTest {
    private final Repository repository = new Repository();
    private final CommitId root = repository.root(Map.of("x", "0", "y", "0"));
    private final CommitId target = repository.set(root, "x", "1");
    private final CommitId source = repository.set(root, "y", "1");

    @ParameterizedTest
    @EnumSource
    void whatIsContainedIsUpToDate(MergeMode mode) {
        assertThat(repository.planMerge(target, root, mode)).isEqualTo(new Plan.UpToDate(List.of()));
        assertThat(repository.planMerge(target, target, mode)).isEqualTo(new Plan.UpToDate(List.of()));
    }

    @Test
    void aTargetThatIsAnAncestorIsMovedForwardWhereTheModeSaysSo() {
        var forward = new Plan.FastForward(source);

        assertThat(repository.planMerge(root, source, MergeMode.FAST_FORWARD)).isEqualTo(forward);
        assertThat(repository.planMerge(root, source, MergeMode.FAST_FORWARD_ONLY))
                .isEqualTo(forward);
        assertThat(repository.planMerge(root, source, MergeMode.REBASE)).isEqualTo(forward);
        assertThat(repository.planMerge(root, source, MergeMode.MERGE_COMMIT))
                .isEqualTo(threeWay(root, List.of(root, source), List.of()));
        assertThat(repository.planMerge(root, source, MergeMode.SQUASH))
                .isEqualTo(threeWay(root, List.of(root), List.of(new Edge(Edge.Type.MERGED, source))));
    }

    @Test
    void branchesThatPartedAreMergedWithBothAsParentsOrOneAndAnEdge() {
        for (var mode : List.of(MergeMode.MERGE_COMMIT, MergeMode.FAST_FORWARD)) {
            assertThat(repository.planMerge(target, source, mode))
                    .isEqualTo(threeWay(target, List.of(target, source), List.of()));
        }
        assertThat(repository.planMerge(target, source, MergeMode.SQUASH))
                .isEqualTo(threeWay(target, List.of(target), List.of(new Edge(Edge.Type.MERGED, source))));
    }

    @Test
    void branchesThatPartedCannotBeFastForwarded() {
        assertThat(repository.planMerge(target, source, MergeMode.FAST_FORWARD_ONLY))
                .isEqualTo(new Plan.Refused(new Refusal.NotFastForward(target, source)));
    }

    @Test
    void unrelatedHistoriesAreMergedOnTheEmptyTreeOnDemandOnly() {
        var other = repository.root(Map.of("z", "1"));

        assertThat(repository.planMerge(target, other, MergeMode.MERGE_COMMIT))
                .isEqualTo(new Plan.Refused(new Refusal.UnrelatedHistories(target, other)));
        var merged = repository.carryOut(
                target, new Merge(target, other, MergeMode.MERGE_COMMIT, true).plan(repository.known()));
        assertThat(repository.tree(merged)).isEqualTo(Map.of("x", "1", "y", "0", "z", "1"));
    }

    @Test
    void aRebaseMergeRemembersTheSourceWithItsLastCommitOnly() {
        var more = repository.set(source, "y", "2");

        assertThat(repository.planMerge(target, more, MergeMode.REBASE))
                .isEqualTo(new Plan.Replay(
                        target,
                        List.of(
                                new Pick(
                                        source, new PlannedTree.Of(root), List.of(new Edge(Edge.Type.REBASED, source))),
                                new Pick(
                                        more,
                                        new PlannedTree.Of(source),
                                        List.of(new Edge(Edge.Type.REBASED, more), new Edge(Edge.Type.MERGED, more)))),
                        List.of(),
                        List.of()));
    }

    /** Moving the target to the source would take the target's own commits out of its log. */
    @Test
    void aTargetThatTheSourceSquashedInIsMergedAndNotMovedForward() {
        var updated = repository.merge(source, target, MergeMode.SQUASH);

        assertThat(repository.planMerge(target, updated, MergeMode.FAST_FORWARD))
                .isEqualTo(new Plan.ThreeWay(
                        BasePlan.of(new PlannedTree.Of(target)),
                        target,
                        new PlannedTree.Of(updated),
                        List.of(target, updated),
                        List.of(),
                        List.of()));
    }

    private Plan threeWay(CommitId ours, List<CommitId> parents, List<Edge> edges) {
        return new Plan.ThreeWay(
                BasePlan.of(new PlannedTree.Of(root)), ours, new PlannedTree.Of(source), parents, edges, List.of());
    }
}
