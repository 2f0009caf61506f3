package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import java.util.Set;

/**
 * How far two commits are apart: {@code ahead} commits are in the history of one and not contained in the other, {@code
 * behind} the other way round. A commit whose branch was merged by an edge is contained, so that a branch that was
 * squashed is not ahead any more.
 */
public record AheadBehind(Count ahead, Count behind) {
    /** How many commits a question may look at. */
    public static final int VISITS_MAX = 100_000;

    /** {@code commits}, or at least so many where the limit came first. */
    public record Count(long commits, boolean exact) {
        @Override
        public String toString() {
            return exact ? Long.toString(commits) : "at least " + commits;
        }
    }

    private static final int OUR_HISTORY = 1;
    private static final int OUR_CONTENT = 2;
    private static final int THEIR_HISTORY = 4;
    private static final int THEIR_CONTENT = 8;

    public static AheadBehind of(KnownCommits known, CommitId ours, CommitId theirs) {
        return of(known, ours, theirs, VISITS_MAX);
    }

    static AheadBehind of(KnownCommits known, CommitId ours, CommitId theirs, int visitsMax) {
        var sweep = new Sweep(known, Sweep.BY_GENERATION, _ -> true, OUR_CONTENT | THEIR_CONTENT);
        sweep.start(Set.of(ours), OUR_HISTORY | OUR_CONTENT);
        sweep.start(Set.of(theirs), THEIR_HISTORY | THEIR_CONTENT);
        long ahead = 0;
        long behind = 0;
        while (sweep.isWaiting(AheadBehind::counts) && sweep.visits() < visitsMax) {
            var visit = sweep.next();
            ahead += (isAhead(visit.marks()) ? 1 : 0) + (isAhead(visit.passedMarks()) ? visit.passed() : 0);
            behind += (isBehind(visit.marks()) ? 1 : 0) + (isBehind(visit.passedMarks()) ? visit.passed() : 0);
            sweep.passDown(visit.node(), visit.marks());
        }
        return new AheadBehind(
                new Count(ahead, !sweep.isWaiting(AheadBehind::isAhead)),
                new Count(behind, !sweep.isWaiting(AheadBehind::isBehind)));
    }

    private static boolean counts(int marks) {
        return isAhead(marks) || isBehind(marks);
    }

    private static boolean isAhead(int marks) {
        return (marks & OUR_HISTORY) != 0 && (marks & THEIR_CONTENT) == 0;
    }

    private static boolean isBehind(int marks) {
        return (marks & THEIR_HISTORY) != 0 && (marks & OUR_CONTENT) == 0;
    }
}
