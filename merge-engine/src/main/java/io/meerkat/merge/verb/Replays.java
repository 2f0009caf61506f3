package io.meerkat.merge.verb;

import io.meerkat.merge.graph.Ancestry;
import io.meerkat.merge.graph.CommitNode;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.LogCursor;
import io.meerkat.merge.graph.LogPage;
import io.meerkat.merge.graph.PlannedTree;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which commits of a branch are made anew on another commit, the oldest first. */
final class Replays {
    /** How many commits one replay may have. */
    static final int COMMITS_MAX = 1_000;

    private Replays() {}

    static Plan plan(KnownCommits known, CommitId onto, CommitId branch) {
        var own = LogPage.read(known, LogCursor.between(onto, branch), COMMITS_MAX);
        if (own.next().isPresent()) {
            return new Plan.Refused(new Refusal.TooManyCommits(branch, onto, COMMITS_MAX));
        }
        var there = AlreadyThere.read(known, branch, onto);
        var picks = new ArrayList<Pick>();
        var leftOut = new ArrayList<LeftOut>();
        for (var commit : own.commits().reversed()) {
            var reason = merges(known, commit, onto).or(() -> there.find(commit));
            reason.ifPresentOrElse(leftOut::add, () -> picks.add(pick(commit)));
        }
        return new Plan.Replay(onto, picks, leftOut, List.of());
    }

    private static Pick pick(CommitNode commit) {
        PlannedTree before = commit.parents().isEmpty()
                ? new PlannedTree.Empty()
                : new PlannedTree.Of(commit.parents().getFirst());
        return new Pick(commit.id(), before, List.of(new Edge(Edge.Type.REBASED, commit.id())));
    }

    /** A squashed update is no change of the branch either, if all that it brought is there. */
    private static Optional<LeftOut> merges(KnownCommits known, CommitNode commit, CommitId onto) {
        boolean merges = commit.parents().size() > 1
                || !commit.mergedHeads().isEmpty()
                        && commit.mergedHeads().stream().allMatch(head -> new Ancestry(known).contains(onto, head));
        return merges ? Optional.of(new LeftOut.Merges(commit.id())) : Optional.empty();
    }
}
