package io.meerkat.merge.verb;

import io.meerkat.merge.graph.BasePlan;
import io.meerkat.merge.graph.PlannedTree;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.List;

/** What is to be done. It is true for the commits that it was made for, whatever branches do meanwhile. */
public sealed interface Plan {
    /** There is nothing to take in. */
    record UpToDate(List<Notice> notices) implements Plan {
        public UpToDate {
            notices = List.copyOf(notices);
        }
    }

    /** The branch is moved to a commit that descends from its head; no commit is made. */
    record FastForward(CommitId to) implements Plan {}

    /** One merge of trees, and a commit of its outcome with these parents and edges. */
    record ThreeWay(
            BasePlan base,
            CommitId ours,
            PlannedTree theirs,
            List<CommitId> parents,
            List<Edge> edges,
            List<Notice> notices)
            implements Plan {
        public ThreeWay {
            parents = List.copyOf(parents);
            edges = List.copyOf(edges);
            notices = List.copyOf(notices);
        }
    }

    /**
     * Commits made one after another, the first on {@code onto}; with no picks, {@code onto} is the outcome. The branch
     * is moved when all are made.
     */
    record Replay(CommitId onto, List<Pick> picks, List<LeftOut> leftOut, List<Notice> notices) implements Plan {
        public Replay {
            picks = List.copyOf(picks);
            leftOut = List.copyOf(leftOut);
            notices = List.copyOf(notices);
        }
    }

    record Refused(Refusal reason) implements Plan {}
}
