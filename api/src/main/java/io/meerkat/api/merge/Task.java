package io.meerkat.api.merge;

import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.verb.CherryPick;
import io.meerkat.merge.verb.Merge;
import io.meerkat.merge.verb.MergeMode;
import io.meerkat.merge.verb.Plan;
import io.meerkat.merge.verb.Rebase;
import io.meerkat.merge.verb.Revert;
import io.meerkat.model.CommitId;
import io.meerkat.model.RefName;
import io.meerkat.storage.load.ResolvedRef;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be done to a branch.
 *
 * @param source what is merged, picked, reverted or rebased onto: a ref, commit or time
 * @param sourceId what that is, if it is settled; else it is looked up anew each time
 * @param mode of a merge
 * @param mainline of a cherry-pick or revert of a merge: which parent its change is seen against, from 1
 * @param unrelated whether histories without a common commit are wanted
 */
public record Task(
        Verb verb,
        RefName branch,
        String source,
        Optional<SourceId> sourceId,
        MergeMode mode,
        OptionalInt mainline,
        boolean unrelated) {

    /** The same of just what its source leads to now: a branch, which may go on, or a commit. */
    public Task settled(ResolvedRef now) {
        return new Task(verb, branch, source, Optional.of(SourceId.of(now)), mode, mainline, unrelated);
    }

    /** A pick or revert of just this commit, however it was named. */
    public Task of(CommitId commit) {
        return new Task(verb, branch, commit.hex(), sourceId, mode, mainline, unrelated);
    }

    /** Where its source is to be found. */
    String sourceNow() {
        return sourceId.orElse(null) instanceof SourceId.OfCommit(var commit) ? commit.hex() : source;
    }

    /** Whether what was found there is still its source. */
    boolean isOf(ResolvedRef found) {
        return !(sourceId.orElse(null) instanceof SourceId.OfBranch(var was))
                || found.head().equals(Optional.of(was));
    }

    /** Whether it makes a commit of its own, and no others anew. */
    public boolean takesMessage() {
        return verb != Verb.REBASE && !(verb == Verb.MERGE && mode == MergeMode.REBASE);
    }

    Plan plan(KnownCommits known, CommitId head, CommitId source) {
        return switch (verb) {
            case MERGE -> new Merge(head, source, mode, unrelated).plan(known);
            case CHERRY_PICK -> new CherryPick(head, source, mainline).plan(known);
            case REVERT -> new Revert(head, source, mainline).plan(known);
            case REBASE -> new Rebase(head, source, unrelated).plan(known);
        };
    }
}
