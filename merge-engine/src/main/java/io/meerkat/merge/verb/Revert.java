package io.meerkat.merge.verb;

import io.meerkat.merge.graph.Ancestry;
import io.meerkat.merge.graph.BasePlan;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.PlannedTree;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.List;
import java.util.OptionalInt;

/** Take the change of a commit back, by a new commit on a head. */
public record Revert(CommitId head, CommitId commit, OptionalInt mainline) {
    public Plan plan(KnownCommits known) {
        var against = new Mainline(known.get(commit), mainline);
        var refusal = against.refusal();
        if (refusal.isPresent()) {
            return new Plan.Refused(refusal.get());
        }
        List<Notice> notices =
                new Ancestry(known).contains(head, commit) ? List.of() : List.of(new Notice.NotContained(commit, head));
        return new Plan.ThreeWay(
                BasePlan.of(new PlannedTree.Of(commit)),
                head,
                against.before(),
                List.of(head),
                List.of(new Edge(Edge.Type.REVERTED, commit)),
                notices);
    }
}
