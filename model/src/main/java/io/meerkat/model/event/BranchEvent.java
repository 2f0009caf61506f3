package io.meerkat.model.event;

import io.meerkat.model.BranchId;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CatalogId;
import io.meerkat.model.Changes;
import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.ContentId;
import io.meerkat.model.LineId;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import java.util.List;
import java.util.Optional;

/** What happened to one branch. */
public sealed interface BranchEvent extends Event {
    /** {@code from} is the commit the branch starts at; none for the first branch of a catalog, which begins with a root commit. */
    record BranchCreated(
            TenantId tenant,
            CatalogId catalog,
            BranchId branch,
            RefName name,
            Optional<CommitId> from,
            BranchPurpose purpose)
            implements BranchEvent {}

    /** The branch points to another commit, and its next commit begins a line there. */
    record BranchMoved(
            TenantId tenant,
            CatalogId catalog,
            BranchId branch,
            RefName name,
            LineId line,
            CommitPoint to,
            Reason reason)
            implements BranchEvent {
        public enum Reason {
            STARTED,
            RESET,
            /** Along to a commit that descends from the one before. */
            FAST_FORWARD,
            /** To the commit on which the branch's own are made anew. */
            REBASE
        }
    }

    record BranchRenamed(TenantId tenant, CatalogId catalog, BranchId branch, RefName name, RefName to)
            implements BranchEvent {}

    record BranchDeleted(TenantId tenant, CatalogId catalog, BranchId branch, RefName name) implements BranchEvent {}

    /**
     * A commit, complete: with the contents and fragments that it names by hash, stored in the same transaction, trees
     * and metadata are rebuilt byte for byte. {@code id} is what {@code commit} hashes to; a reader may check it.
     */
    record CommitRecorded(BranchId branch, CommitId id, Commit commit, Changes changes, List<LocationClaimed> claims)
            implements BranchEvent {
        public CommitRecorded {
            claims = List.copyOf(claims);
            if (!commit.changes().equals(changes.hash())) {
                throw new IllegalArgumentException("commit %s does not name its changes".formatted(id));
            }
        }

        public CommitPoint point() {
            return new CommitPoint(id, commit.root(), commit.generation(), commit.time());
        }
    }

    /** A location that the commit claims for an object; {@code tookOver} if another object owned it before. */
    record LocationClaimed(String path, ContentId contentId, TreeKey key, boolean tookOver) {}
}
