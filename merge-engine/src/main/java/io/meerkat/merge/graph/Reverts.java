package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What was taken back. */
public final class Reverts {
    /** How many commits are looked at. What was reverted further back is not told. */
    public static final int VISITS_MAX = 100_000;

    private static final int IN = 1;
    private static final int NOT_IN = 2;

    private Reverts() {}

    /**
     * The commits that {@code in} contains a revert of and {@code notIn} does not, each with the newest revert of it; those
     * reverted in turn do not count.
     */
    public static Map<CommitId, CommitId> inEffect(KnownCommits known, CommitId in, CommitId notIn) {
        var sweep = new Sweep(known, Sweep.BY_GENERATION, _ -> true, IN | NOT_IN);
        sweep.start(Set.of(in), IN);
        sweep.start(Set.of(notIn), NOT_IN);
        var reverted = new LinkedHashMap<CommitId, CommitId>();
        while (sweep.isWaiting(marks -> marks == IN) && sweep.visits() < VISITS_MAX) {
            var node = sweep.next();
            // What reverts a commit comes before it.
            if (node.marks() == IN && !reverted.containsKey(node.node().id())) {
                node.node()
                        .linked(Edge.Type.REVERTED)
                        .forEach(each -> reverted.putIfAbsent(each, node.node().id()));
            }
            sweep.passDown(node.node(), node.marks());
        }
        return reverted;
    }
}
