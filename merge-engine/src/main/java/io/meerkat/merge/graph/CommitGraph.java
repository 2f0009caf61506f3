package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where commits are read. Each call may be a round trip to a database, so that a call gives all that is asked for at
 * once and as far down as the caller says; it may give more. Commits never change: answers may be kept for ever.
 *
 * <p>Both walks go on below a commit if it has the generation {@code downTo} or a higher one. So a commit below that is
 * given if a link leads to it, and nothing that only it leads to.
 */
public interface CommitGraph {
    /**
     * These commits and what leads down from them by parents, commit by commit. With {@code downTo} beyond every
     * generation, these commits alone.
     *
     * @throws UnknownCommitException if one of them is not there
     */
    Map<CommitId, CommitNode> commits(Set<CommitId> from, long downTo);

    /**
     * These commits and what leaps down from them reach. A leap from within a stretch goes to its lowest commit, and from
     * there to every parent and every commit that it merged by an edge.
     *
     * @throws UnknownCommitException if one of them is not there
     */
    Map<CommitId, CommitNode> leaps(Set<CommitId> from, long downTo);

    /**
     * The commit of a generation on a stretch that is known to reach so far.
     *
     * @throws UnknownCommitException if there is no such stretch
     */
    CommitNode on(CommitId stretch, long generation);

    /**
     * Where the stretch of {@code theirs} grew from, if that is on the first parents of {@code ours} and ours has nothing of
     * the stretch: then this is the only merge base. Empty where it is not so, or where that takes a walk to find out.
     */
    default Optional<CommitId> fork(CommitId ours, CommitId theirs) {
        return Optional.empty();
    }
}
