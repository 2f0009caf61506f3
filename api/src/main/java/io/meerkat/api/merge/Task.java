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
import java.util.OptionalInt;

/**
 * What is to be done to a branch.
 *
 * @param source what is merged, picked, reverted or rebased onto: a ref, commit or time, looked up anew each time
 * @param mode of a merge
 * @param mainline of a cherry-pick or revert of a merge: which parent its change is seen against, from 1
 * @param unrelated whether histories without a common commit are wanted
 */
public record Task(Verb verb, RefName branch, String source, MergeMode mode, OptionalInt mainline, boolean unrelated) {

    Plan plan(KnownCommits known, CommitId head, CommitId source) {
        return switch (verb) {
            case MERGE -> new Merge(head, source, mode, unrelated).plan(known);
            case CHERRY_PICK -> new CherryPick(head, source, mainline).plan(known);
            case REVERT -> new Revert(head, source, mainline).plan(known);
            case REBASE -> new Rebase(head, source, unrelated).plan(known);
        };
    }
}
