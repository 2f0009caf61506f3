package io.meerkat.command.branch;

import io.meerkat.model.BranchId;
import io.meerkat.model.LineId;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Rejection;
import java.util.List;

/**
 * A decision whose events were appended: the last of them has this sequence number in its stream, and its commits are of
 * this line.
 */
public record AppendedBatch(BatchDecision decision, long lastSeq, LineId line) {
    private static final long NOTHING_APPENDED = -1;

    /** For requests to a branch that is not there. */
    public static AppendedBatch toNoBranch(BranchId branch, List<CommitRequest> requests) {
        return new AppendedBatch(
                BatchDecision.deniedAll(requests, new Rejection.NoSuchBranch()),
                NOTHING_APPENDED,
                LineId.first(branch));
    }
}
