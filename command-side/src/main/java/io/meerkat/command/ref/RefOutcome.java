package io.meerkat.command.ref;

import io.meerkat.model.CommitId;
import io.meerkat.model.Identifier;
import io.meerkat.model.Protection.Act;
import io.meerkat.model.commit.Rejection;
import io.meerkat.storage.ref.RefRow;

/** What became of a request for a ref. */
public sealed interface RefOutcome {
    /** The ref as it is now, or as it was when it was deleted. */
    record Done(RefRow ref) implements RefOutcome {}

    record NameInUse() implements RefOutcome {}

    /** There is none of this name, be it that it was deleted a moment ago. */
    record NoSuchRef() implements RefOutcome {}

    /** The commit that a partial branch was to begin at does not hold this. */
    record NoSuchKey(Identifier key) implements RefOutcome {}

    /** It did not point to the commit that the request expected, but here. */
    record Elsewhere(CommitId commit) implements RefOutcome {}

    /** The other branch that its outcome was taken from points elsewhere by now. */
    record SourceMoved() implements RefOutcome {}

    /** The merge that it was to end is not open any more. */
    record MergeEnded() implements RefOutcome {}

    /** The refs of its name are protected from that. */
    record Protected(Act act) implements RefOutcome {}

    /** Commits could not be made as they were prepared. */
    record Denied(Rejection reason) implements RefOutcome {}

    /** {@code main} is what clients get that name no branch. */
    record MainStays() implements RefOutcome {}
}
