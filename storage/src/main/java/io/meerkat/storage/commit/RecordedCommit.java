package io.meerkat.storage.commit;

import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import io.meerkat.model.LineId;

/** A commit with the line that it was first recorded on, and its sequence number in the stream of that line's branch. */
public record RecordedCommit(CommitId id, Commit commit, LineId line, long seq) {}
