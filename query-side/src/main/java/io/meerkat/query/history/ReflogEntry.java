package io.meerkat.query.history;

import io.meerkat.model.CommitPoint;
import io.meerkat.model.PrincipalId;
import java.time.Instant;

/**
 * Where a branch pointed from a time on, and who let it. Commits of one transaction are one entry, the last of them.
 *
 * @param position grows with every entry of the branch, from -1
 */
public record ReflogEntry(long position, Instant time, CommitPoint at, Action action, PrincipalId by) {
    public enum Action {
        CREATE,
        COMMIT,
        RESET,
        FAST_FORWARD,
        REBASE,
        RENAME
    }
}
