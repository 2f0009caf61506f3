package io.meerkat.api.load;

import io.meerkat.model.CommitId;

/** What became of a load whose lines are all right. */
public sealed interface LoadOutcome {
    /** All is as the lines say, as of this commit; of a dry run, it could be. */
    record Done(CommitId at, LoadCounts counts) implements LoadOutcome {}

    /** It was answered before, under the same idempotency key. */
    record Again(CommitId at, String answer) implements LoadOutcome {}

    record NoSuchCatalog() implements LoadOutcome {}

    /** It was to go into a tag. */
    record ReadOnly() implements LoadOutcome {}

    /** The branch does not take it. */
    record Forbidden(String why) implements LoadOutcome {}

    /** The idempotency key was used for something else. */
    record KeyReused() implements LoadOutcome {}

    /** Certainly nothing happened, for a reason that may pass. */
    record NotDone(String why) implements LoadOutcome {}

    /** It may or may not have happened. */
    record Unknown(String why) implements LoadOutcome {}
}
