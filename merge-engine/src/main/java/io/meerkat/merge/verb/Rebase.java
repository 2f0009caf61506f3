package io.meerkat.merge.verb;

import io.meerkat.merge.graph.Ancestry;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.MergeBases;
import io.meerkat.model.CommitId;
import java.util.List;

/** Make a branch's own commits anew on another commit, and let go of the old ones. */
public record Rebase(CommitId branch, CommitId onto, boolean unrelatedAllowed) {
    public Plan plan(KnownCommits known) {
        var ancestry = new Ancestry(known);
        if (ancestry.isLinear(onto, branch)) {
            return new Plan.UpToDate(List.of());
        }
        if (ancestry.isAncestor(branch, onto)) {
            return new Plan.FastForward(onto);
        }
        if (!unrelatedAllowed && new MergeBases(known).of(onto, branch).isEmpty()) {
            return new Plan.Refused(new Refusal.UnrelatedHistories(onto, branch));
        }
        return Replays.plan(known, onto, branch);
    }
}
