package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans the base of a merge. The plan is the same for both directions. */
public final class BasePlanner {
    /** How deep a criss-cross is followed: a level for each time that both sides took in the other's last state at once. */
    public static final int LEVELS_MAX = 32;

    /** How many merges a virtual base may take. */
    public static final int STEPS_MAX = 256;

    private final MergeBases bases;
    private final List<BasePlan.Step> steps = new ArrayList<>();
    private final Map<List<CommitId>, PlannedTree> planned = new HashMap<>();
    private boolean complete = true;

    private BasePlanner(MergeBases bases) {
        this.bases = bases;
    }

    public static BasePlan plan(KnownCommits known, CommitId ours, CommitId theirs) {
        return known.fork(ours, theirs)
                .map(fork -> BasePlan.of(new PlannedTree.Of(fork)))
                .orElseGet(() -> walked(known, ours, theirs));
    }

    private static BasePlan walked(KnownCommits known, CommitId ours, CommitId theirs) {
        var planner = new BasePlanner(new MergeBases(known));
        var base = planner.base(Set.of(ours), Set.of(theirs), 0);
        return new BasePlan(planner.steps, base, planner.complete);
    }

    private PlannedTree base(Set<CommitId> ours, Set<CommitId> theirs, int level) {
        var best = bases.of(ours, theirs);
        if (best.isEmpty()) {
            return new PlannedTree.Empty();
        }
        var known = planned.get(best);
        if (known != null) {
            return known;
        }
        var tree = best.size() == 1 ? new PlannedTree.Of(best.getFirst()) : merged(best, level);
        planned.put(best, tree);
        return tree;
    }

    private PlannedTree merged(List<CommitId> best, int level) {
        if (level == LEVELS_MAX) {
            complete = false;
            return new PlannedTree.Of(best.getLast());
        }
        PlannedTree merged = new PlannedTree.Of(best.getFirst());
        var members = new HashSet<>(Set.of(best.getFirst()));
        for (var next : best.subList(1, best.size())) {
            var base = base(members, Set.of(next), level + 1);
            if (steps.size() == STEPS_MAX) {
                complete = false;
                return new PlannedTree.Of(best.getLast());
            }
            steps.add(new BasePlan.Step(base, merged, new PlannedTree.Of(next)));
            merged = new PlannedTree.Merged(steps.size() - 1);
            members.add(next);
        }
        return merged;
    }
}
