package io.meerkat.command.branch;

import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.BranchEvent;
import io.meerkat.model.event.BranchEvent.BranchCreated;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import java.time.Instant;

/** Where a branch stands. */
public sealed interface BranchState {
    record Absent() implements BranchState {}

    /** Created, and without a commit yet: the next one is the root commit of the catalog. */
    record Unborn(TenantId tenant, CatalogId catalog) implements BranchState {}

    record Open(TenantId tenant, CatalogId catalog, CommitId head, Hash root, long generation, Instant time)
            implements BranchState {}

    default BranchState after(BranchEvent event) {
        return switch (event) {
            case BranchCreated created -> new Unborn(created.tenant(), created.catalog());
            case CommitRecorded recorded -> {
                var commit = recorded.commit();
                yield new Open(
                        commit.tenant(),
                        commit.catalog(),
                        recorded.id(),
                        commit.root(),
                        commit.generation(),
                        commit.time());
            }
        };
    }
}
