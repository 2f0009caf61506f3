package io.meerkat.merge.verb;

import io.meerkat.merge.graph.Ancestry;
import io.meerkat.merge.graph.BasePlan;
import io.meerkat.merge.graph.BasePlanner;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.PlannedTree;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.ArrayList;
import java.util.List;

/** Take into a target all that a source has. Histories without a common commit are merged on demand only. */
public record Merge(CommitId target, CommitId source, MergeMode mode, boolean unrelatedAllowed) {
    public Plan plan(KnownCommits known) {
        var base = BasePlanner.plan(known, target, source);
        if (base.equals(BasePlan.of(new PlannedTree.Of(source)))) {
            return new Plan.UpToDate(RevertedMerges.find(known, target, source));
        }
        // By parents alone: a target that the source took in by an edge would lose its own history from the log.
        if (base.equals(BasePlan.of(new PlannedTree.Of(target))) && new Ancestry(known).isAncestor(target, source)) {
            return onDescendant(known);
        }
        if (mode == MergeMode.FAST_FORWARD_ONLY) {
            return new Plan.Refused(new Refusal.NotFastForward(target, source));
        }
        if (base.base() instanceof PlannedTree.Empty && !unrelatedAllowed) {
            return new Plan.Refused(new Refusal.UnrelatedHistories(target, source));
        }
        var notices = RevertedMerges.find(known, target, source);
        return mode == MergeMode.REBASE ? replay(known, notices) : threeWay(base, notices);
    }

    private Plan onDescendant(KnownCommits known) {
        return switch (mode) {
            case FAST_FORWARD, FAST_FORWARD_ONLY -> new Plan.FastForward(source);
            case MERGE_COMMIT, SQUASH -> threeWay(BasePlan.of(new PlannedTree.Of(target)), List.of());
            case REBASE ->
                new Ancestry(known).isLinear(target, source) ? new Plan.FastForward(source) : replay(known, List.of());
        };
    }

    private Plan threeWay(BasePlan base, List<Notice> notices) {
        boolean squash = mode == MergeMode.SQUASH;
        return new Plan.ThreeWay(
                base,
                target,
                new PlannedTree.Of(source),
                squash ? List.of(target) : List.of(target, source),
                squash ? List.of(merged()) : List.of(),
                notices);
    }

    private Plan replay(KnownCommits known, List<Notice> notices) {
        return switch (Replays.plan(known, target, source)) {
            case Plan.Replay replay when replay.picks().isEmpty() -> new Plan.UpToDate(notices);
            case Plan.Replay replay ->
                new Plan.Replay(replay.onto(), remembering(replay.picks()), replay.leftOut(), notices);
            case Plan other -> other;
        };
    }

    /** Only with the last of them is all of the source there. */
    private List<Pick> remembering(List<Pick> picks) {
        var all = new ArrayList<>(picks);
        var last = all.removeLast();
        var edges = new ArrayList<>(last.edges());
        edges.add(merged());
        all.add(new Pick(last.commit(), last.base(), edges));
        return all;
    }

    private Edge merged() {
        return new Edge(Edge.Type.MERGED, source);
    }
}
