package io.meerkat.api.merge;

import io.meerkat.model.CommitId;

/** What became of a task. */
public sealed interface Finished {
    Preview preview();

    /** The branch points to this commit now. */
    record Done(Preview preview, CommitId commit) implements Finished {}

    /** Nothing was changed: it was up to date, or needs answers, or cannot be. */
    record Waiting(Preview preview) implements Finished {}

    /** Nothing was changed, for a reason that answers do not help with. */
    record Refused(Preview preview, String reason) implements Finished {}

    /** Nothing was changed: the branch is protected from that. */
    record Forbidden(Preview preview, String reason) implements Finished {}

    /** The open merge that it was to end has ended meanwhile; nothing was changed. */
    record Ended(Preview preview) implements Finished {}

    /** Certainly nothing was changed, for a reason that may pass. */
    record Busy(Preview preview, String reason) implements Finished {}

    /** It may or may not have been done, and that could not be settled in time. */
    record Unknown(Preview preview, String reason) implements Finished {}
}
