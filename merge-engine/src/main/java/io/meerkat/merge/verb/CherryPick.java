package io.meerkat.merge.verb;

import io.meerkat.merge.graph.Ancestry;
import io.meerkat.merge.graph.BasePlan;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.PlannedTree;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.List;
import java.util.OptionalInt;

/** Make the change of a commit once more, on a head. */
public record CherryPick(CommitId head, CommitId commit, OptionalInt mainline) {
    public Plan plan(KnownCommits known) {
        var against = new Mainline(known.get(commit), mainline);
        var refusal = against.refusal();
        if (refusal.isPresent()) {
            return new Plan.Refused(refusal.get());
        }
        List<Notice> notices = new Ancestry(known).contains(head, commit)
                ? List.of(new Notice.ContainedAlready(commit, head))
                : List.of();
        return new Plan.ThreeWay(
                BasePlan.of(against.before()),
                head,
                new PlannedTree.Of(commit),
                List.of(head),
                List.of(new Edge(Edge.Type.PICKED, commit)),
                notices);
    }
}
