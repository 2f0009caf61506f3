package io.meerkat.model.commit;

import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;

/** What became of a request. It is never guessed. */
public sealed interface CommitOutcome {
    record Committed(CommitId id, Commit commit) implements CommitOutcome {}

    /** All that was asked for was so already at this head, and it stays. */
    record Unchanged(CommitId at) implements CommitOutcome {}

    record Rejected(Rejection reason) implements CommitOutcome {}

    /** The idempotency key was used before, for the same request. */
    record Replayed(StoredAnswer answer) implements CommitOutcome {}

    /** The idempotency key was used before, for another request. */
    record KeyReused(IdempotentCall call) implements CommitOutcome {}

    /** Certainly nothing happened, for a reason that may pass: a full queue, a database that cannot be reached. */
    record NotDone(String why) implements CommitOutcome {}

    /** It may or may not have happened, and that could not be settled in time. */
    record Unknown(String why) implements CommitOutcome {}
}
