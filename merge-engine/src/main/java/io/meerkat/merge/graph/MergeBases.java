package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Where histories parted: the best common commits, of which none leads to another. What was merged by an edge counts like
 * a parent. Several commits of one side stand for a merge of them.
 */
public final class MergeBases {
    private static final int OURS = 1;
    private static final int THEIRS = 2;
    private static final int BELOW_A_BASE = 4;
    private static final int ALL = OURS | THEIRS | BELOW_A_BASE;

    private static final Comparator<CommitNode> OLDEST_FIRST = Comparator.comparing(CommitNode::time)
            .thenComparing(node -> node.id().hash());

    private final KnownCommits known;
    private int visits;

    public MergeBases(KnownCommits known) {
        this.known = known;
    }

    /** The best common commits, the oldest first; none where the histories have nothing in common. */
    public List<CommitId> of(CommitId ours, CommitId theirs) {
        return of(Set.of(ours), Set.of(theirs));
    }

    List<CommitId> of(Set<CommitId> ours, Set<CommitId> theirs) {
        var sweep = new Sweep(known, Sweep.BY_GENERATION, _ -> true, ALL);
        sweep.start(ours, OURS);
        sweep.start(theirs, THEIRS);
        var best = new ArrayList<CommitNode>();
        while (mayMeet(sweep)) {
            var visit = sweep.next();
            int marks = visit.marks();
            if (marks == (OURS | THEIRS)) {
                best.add(visit.node());
                marks |= BELOW_A_BASE;
            }
            sweep.passDown(visit.node(), marks);
        }
        visits += sweep.visits();
        return best.stream().sorted(OLDEST_FIRST).map(CommitNode::id).toList();
    }

    /** The side that is exhausted first ends it: what only one side reaches is no base, however much of it there is. */
    private static boolean mayMeet(Sweep sweep) {
        return sweep.isWaiting(is(OURS | THEIRS)) || sweep.isWaiting(is(OURS)) && sweep.isWaiting(is(THEIRS));
    }

    private static IntPredicate is(int wanted) {
        return marks -> marks == wanted;
    }

    /** How many commits were looked at so far. */
    public int visits() {
        return visits;
    }
}
