package io.meerkat.storage.load;

import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.RecordedCommit;
import java.time.Instant;
import java.util.Optional;

/**
 * The commit that a request reads or builds on, with its catalog. The entries of {@code line} and of what it grew from, up
 * to {@code generation}, make up the commit's tree. {@code head} is the branch whose head it is, if it was asked for as
 * that: only there can be committed.
 */
public record ResolvedRef(
        CatalogRow catalog,
        Optional<BranchId> head,
        LineId line,
        CommitId commit,
        Hash root,
        long generation,
        Instant time,
        Siblings siblings) {
    /** A commit that was looked up, and not asked for as a head. */
    public static ResolvedRef of(CatalogRow catalog, RecordedCommit recorded, Siblings siblings) {
        var commit = recorded.commit();
        return new ResolvedRef(
                catalog,
                Optional.empty(),
                recorded.line(),
                recorded.id(),
                commit.root(),
                commit.generation(),
                commit.time(),
                siblings);
    }

    public CommitPoint point() {
        return new CommitPoint(commit, root, generation, time);
    }
}
