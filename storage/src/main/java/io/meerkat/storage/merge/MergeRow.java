package io.meerkat.storage.merge;

import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.model.MergeId;
import io.meerkat.model.PrincipalId;
import java.time.Instant;
import java.util.Optional;

/**
 * A merge that was opened. {@code plan} and {@code resolutions} are JSON; {@code commit} is where the branch points since it
 * was completed.
 */
public record MergeRow(
        MergeId id,
        BranchId branch,
        String plan,
        String resolutions,
        State state,
        Optional<CommitId> commit,
        PrincipalId openedBy,
        Instant openedAt,
        Instant changedAt) {
    public enum State {
        OPEN,
        COMPLETED,
        ABORTED
    }
}
