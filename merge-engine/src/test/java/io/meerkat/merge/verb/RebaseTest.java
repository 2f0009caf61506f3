package io.meerkat.merge.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.graph.PlannedTree;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RebaseTest {
    private final Repository repository = new Repository();
    private final CommitId root = repository.root(Map.of("x", "0", "y", "0"));
    private final CommitId onto = repository.set(root, "y", "1");
    private final CommitId first = repository.set(root, "x", "1");
    private final CommitId second = repository.set(first, "x", "2");

    @Test
    void theOwnCommitsAreReplayedTheOldestFirst() {
        assertThat(plan(second, onto))
                .isEqualTo(
                        new Plan.Replay(onto, List.of(pick(first, root), pick(second, first)), List.of(), List.of()));
        assertThat(repository.tree(repository.rebase(second, onto))).isEqualTo(Map.of("x", "2", "y", "1"));
    }

    @Test
    void aBranchOnTopOfItIsUpToDateAndOneBelowIsMovedForward() {
        assertThat(plan(second, first)).isEqualTo(new Plan.UpToDate(List.of()));
        assertThat(plan(second, second)).isEqualTo(new Plan.UpToDate(List.of()));
        assertThat(plan(first, second)).isEqualTo(new Plan.FastForward(second));
        var rebased = repository.rebase(second, onto);
        assertThat(plan(rebased, onto)).isEqualTo(new Plan.UpToDate(List.of()));
    }

    @Test
    void mergesAreLeftOutAndWhatTheyMergedIsReplayed() {
        var side = repository.set(first, "z", "1");
        var merge = repository.merge(second, side, MergeMode.MERGE_COMMIT);
        var last = repository.set(merge, "x", "3");

        var plan = (Plan.Replay) plan(last, onto);

        assertThat(plan.picks())
                .containsExactly(pick(first, root), pick(second, first), pick(side, first), pick(last, merge));
        assertThat(plan.leftOut()).containsExactly(new LeftOut.Merges(merge));
        assertThat(repository.tree(repository.carryOut(last, plan))).isEqualTo(Map.of("x", "3", "y", "1", "z", "1"));
    }

    @Test
    void aBranchOnTopOfItWithAMergeIsMadeLinear() {
        var merge = repository.merge(second, repository.set(first, "z", "1"), MergeMode.MERGE_COMMIT);

        assertThat(plan(merge, root)).isInstanceOf(Plan.Replay.class);
    }

    @Test
    void aSquashedUpdateIsLeftOutOnlyIfAllThatItBroughtIsThere() {
        var updated = repository.merge(second, onto, MergeMode.SQUASH);
        var other = repository.set(root, "z", "1");
        var taken = repository.merge(updated, other, MergeMode.SQUASH);

        var plan = (Plan.Replay) plan(taken, repository.set(onto, "y", "2"));

        assertThat(plan.leftOut()).containsExactly(new LeftOut.Merges(updated));
        assertThat(plan.picks()).containsExactly(pick(first, root), pick(second, first), pick(taken, updated));
    }

    @Test
    void whatWasSquashedThereBeforeIsNotReplayed() {
        var squashed = repository.merge(onto, first, MergeMode.SQUASH);

        assertThat(plan(second, squashed))
                .isEqualTo(new Plan.Replay(squashed, List.of(pick(second, first)), List.of(), List.of()));
    }

    @Test
    void aBranchThatWasSquashedWholeHasNothingLeft() {
        var squashed = repository.merge(onto, second, MergeMode.SQUASH);

        assertThat(plan(second, squashed)).isEqualTo(new Plan.Replay(squashed, List.of(), List.of(), List.of()));
    }

    @Test
    void whatWasPickedThereIsLeftOut() {
        var picked = repository.pick(repository.set(onto, "x", "other"), first);

        assertThat(((Plan.Replay) plan(second, picked)).leftOut())
                .containsExactly(new LeftOut.MadeThere(first, picked));
    }

    @Test
    void whatWasPickedFromThereIsLeftOut() {
        var there = repository.set(onto, "z", "1");
        var branch = repository.pick(repository.set(second, "z", "0"), there);

        assertThat(((Plan.Replay) plan(branch, there)).leftOut()).containsExactly(new LeftOut.MadeThere(branch, there));
    }

    @Test
    void whatBothPickedFromAThirdIsLeftOut() {
        var third = repository.set(root, "z", "1");
        var there = repository.pick(repository.set(onto, "z", "0"), third);
        var branch = repository.pick(second, third);

        assertThat(((Plan.Replay) plan(branch, there)).leftOut()).containsExactly(new LeftOut.MadeThere(branch, there));
    }

    @Test
    void theSameChangeMadeThereIsLeftOutAndAnotherOneOfTheSameKeyIsNot() {
        var same = repository.set(onto, "x", "1");
        var other = repository.set(onto, "x", "other");

        assertThat(((Plan.Replay) plan(second, same)).leftOut()).containsExactly(new LeftOut.ChangedThere(first, same));
        assertThat(((Plan.Replay) plan(second, other)).leftOut()).isEmpty();
    }

    /** Leaving both out would end with what the one between them set. */
    @Test
    void oneChangeThereStandsForOneOfTheBranch() {
        var there = repository.set(onto, "x", "1");
        var branch = repository.set(repository.set(first, "x", "0"), "x", "1");

        assertThat(((Plan.Replay) plan(branch, there)).leftOut())
                .containsExactly(new LeftOut.ChangedThere(first, there));
        assertThat(repository.tree(repository.rebase(branch, there))).containsEntry("x", "1");
    }

    @Test
    void aPickThereStandsForOneOfTheBranchToo() {
        var there = repository.pick(onto, first);
        var branch = repository.set(repository.set(first, "x", "0"), "x", "1");

        assertThat(((Plan.Replay) plan(branch, there)).leftOut()).containsExactly(new LeftOut.MadeThere(first, there));
        assertThat(repository.tree(repository.rebase(branch, there))).containsEntry("x", "1");
    }

    @Test
    void whatWasPickedTwiceAndThereOnceIsLeftOutOnce() {
        var third = repository.set(root, "z", "1");
        var there = repository.pick(onto, third);
        var once = repository.pick(second, third);
        var twice = repository.pick(repository.set(once, "z", "0"), third);

        assertThat(((Plan.Replay) plan(twice, there)).leftOut()).containsExactly(new LeftOut.MadeThere(once, there));
    }

    /** It changed the same as what it merged, which stands for one commit of the branch. */
    @Test
    void aMergeThereStandsForNone() {
        var side = repository.set(root, "x", "1");
        var there = repository.merge(onto, side, MergeMode.MERGE_COMMIT);
        var branch = repository.set(repository.set(first, "x", "0"), "x", "1");

        assertThat(((Plan.Replay) plan(branch, there)).leftOut())
                .containsExactly(new LeftOut.ChangedThere(first, side));
    }

    @Test
    void commitsThatChangeNothingAreNotTakenForEachOther() {
        var there = repository.set(onto, "y", "1");
        var branch = repository.set(first, "x", "1");

        assertThat(((Plan.Replay) plan(branch, there)).leftOut()).isEmpty();
    }

    @Test
    void rebasingTwiceFollowsWhatWasRebased() {
        var rebased = repository.rebase(second, onto);
        var moved = repository.set(onto, "y", "2");

        assertThat(repository.tree(repository.rebase(rebased, moved))).isEqualTo(Map.of("x", "2", "y", "2"));
        assertThat(((Plan.Replay) plan(second, rebased)).leftOut()).hasSize(2);
    }

    @Test
    void unrelatedHistoriesAreReplayedOnDemandOnly() {
        var other = repository.set(repository.root(Map.of("z", "1")), "z", "2");

        assertThat(plan(other, onto)).isEqualTo(new Plan.Refused(new Refusal.UnrelatedHistories(onto, other)));
        var replay = (Plan.Replay) new Rebase(other, onto, true).plan(repository.known());
        assertThat(replay.picks()).hasSize(2).first().extracting(Pick::base).isEqualTo(new PlannedTree.Empty());
    }

    @Test
    void soManyCommitsAreReplayedAndNotOneMore() {
        var branch = root;
        for (int i = 0; i < Replays.COMMITS_MAX; i++) {
            branch = repository.set(branch, "x", "own " + i);
        }

        assertThat(((Plan.Replay) plan(branch, onto)).picks()).hasSize(Replays.COMMITS_MAX);
        var longer = repository.set(branch, "x", "one more");
        assertThat(plan(longer, onto))
                .isEqualTo(new Plan.Refused(new Refusal.TooManyCommits(longer, onto, Replays.COMMITS_MAX)));
    }

    private Plan plan(CommitId branch, CommitId on) {
        return new Rebase(branch, on, false).plan(repository.known());
    }

    private static Pick pick(CommitId commit, CommitId parent) {
        return new Pick(commit, new PlannedTree.Of(parent), List.of(new Edge(Edge.Type.REBASED, commit)));
    }
}
