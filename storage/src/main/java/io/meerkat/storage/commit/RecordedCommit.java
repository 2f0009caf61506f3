package io.meerkat.storage.commit;

import io.meerkat.model.BranchId;
import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;

/** A commit with the branch that first recorded it and its sequence number there. */
public record RecordedCommit(CommitId id, Commit commit, BranchId branch, long seq) {}
