package io.meerkat.merge.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.graph.BasePlan;
import io.meerkat.merge.graph.PlannedTree;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PickAndRevertTest {
    private final Repository repository = new Repository();
    private final CommitId root = repository.root(Map.of("x", "0"));
    private final CommitId head = repository.set(root, "y", "1");
    private final CommitId side = repository.set(root, "x", "1");
    private final CommitId merge = repository.merge(head, side, MergeMode.MERGE_COMMIT);

    @Test
    void aPickIsTheChangeFromItsParentOnTheHead() {
        assertThat(pick(head, side, OptionalInt.empty()))
                .isEqualTo(threeWay(
                        new PlannedTree.Of(root), head, new PlannedTree.Of(side), edge(Edge.Type.PICKED, side)));
    }

    @Test
    void aRevertIsTheChangeBackToItsParent() {
        assertThat(revert(side, side, OptionalInt.empty()))
                .isEqualTo(threeWay(
                        new PlannedTree.Of(side), side, new PlannedTree.Of(root), edge(Edge.Type.REVERTED, side)));
    }

    @Test
    void aMergeIsPickedAndRevertedAlongItsMainlineAlone() {
        assertThat(revert(merge, merge, OptionalInt.empty()))
                .isEqualTo(new Plan.Refused(new Refusal.MainlineNeeded(merge, 2)));
        assertThat(pick(root, merge, OptionalInt.empty()))
                .isEqualTo(new Plan.Refused(new Refusal.MainlineNeeded(merge, 2)));
        assertThat(revert(merge, merge, OptionalInt.of(1)))
                .isEqualTo(threeWay(
                        new PlannedTree.Of(merge), merge, new PlannedTree.Of(head), edge(Edge.Type.REVERTED, merge)));
        assertThat(pick(root, merge, OptionalInt.of(2)))
                .isEqualTo(threeWay(
                        new PlannedTree.Of(side), root, new PlannedTree.Of(merge), edge(Edge.Type.PICKED, merge)));
    }

    @Test
    void aMainlineThatIsNoParentIsRefused() {
        assertThat(revert(merge, merge, OptionalInt.of(3)))
                .isEqualTo(new Plan.Refused(new Refusal.NoSuchParent(merge, 3, 2)));
        assertThat(revert(merge, merge, OptionalInt.of(0)))
                .isEqualTo(new Plan.Refused(new Refusal.NoSuchParent(merge, 0, 2)));
        assertThat(pick(head, root, OptionalInt.of(1)))
                .isEqualTo(new Plan.Refused(new Refusal.NoSuchParent(root, 1, 0)));
        assertThat(pick(head, side, OptionalInt.of(1))).isEqualTo(pick(head, side, OptionalInt.empty()));
    }

    @Test
    void aRootCommitIsPickedOnTheEmptyTree() {
        var other = repository.root(Map.of("z", "1"));

        assertThat(repository.tree(repository.pick(head, other))).isEqualTo(Map.of("x", "0", "y", "1", "z", "1"));
    }

    @Test
    void pickingWhatIsContainedAndRevertingWhatIsNotAreNoticed() {
        assertThat(notices(pick(merge, side, OptionalInt.empty())))
                .containsExactly(new Notice.ContainedAlready(side, merge));
        assertThat(notices(revert(head, side, OptionalInt.empty())))
                .containsExactly(new Notice.NotContained(side, head));
    }

    @Test
    void whatWasPickedAndRevertedIsAsItWas() {
        var picked = repository.pick(head, side);
        assertThat(repository.tree(picked)).isEqualTo(Map.of("x", "1", "y", "1"));

        assertThat(repository.tree(repository.revert(picked, picked))).isEqualTo(repository.tree(head));
    }

    private Plan pick(CommitId on, CommitId commit, OptionalInt mainline) {
        return new CherryPick(on, commit, mainline).plan(repository.known());
    }

    private Plan revert(CommitId on, CommitId commit, OptionalInt mainline) {
        return new Revert(on, commit, mainline).plan(repository.known());
    }

    private static List<Notice> notices(Plan plan) {
        return ((Plan.ThreeWay) plan).notices();
    }

    private static Edge edge(Edge.Type type, CommitId commit) {
        return new Edge(type, commit);
    }

    private static Plan threeWay(PlannedTree base, CommitId ours, PlannedTree theirs, Edge edge) {
        return new Plan.ThreeWay(BasePlan.of(base), ours, theirs, List.of(ours), List.of(edge), List.of());
    }
}
