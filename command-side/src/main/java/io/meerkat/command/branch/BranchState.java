package io.meerkat.command.branch;

import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.BranchEvent;
import io.meerkat.model.event.BranchEvent.BranchCreated;
import io.meerkat.model.event.BranchEvent.BranchDeleted;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import io.meerkat.model.event.BranchEvent.BranchRenamed;
import io.meerkat.model.event.BranchEvent.CommitRecorded;

/** Where a branch stands. */
public sealed interface BranchState {
    record Absent() implements BranchState {}

    /** Created, and without a commit yet: it is pointed to one, or the next one is the root commit of the catalog. */
    record Unborn(TenantId tenant, CatalogId catalog, LineId line) implements BranchState {}

    /** {@code line} is the one that its next commit is of. */
    record Open(TenantId tenant, CatalogId catalog, LineId line, CommitPoint head) implements BranchState {}

    default BranchState after(BranchEvent event) {
        return switch (event) {
            case BranchCreated created ->
                new Unborn(created.tenant(), created.catalog(), LineId.first(created.branch()));
            case BranchMoved moved -> new Open(moved.tenant(), moved.catalog(), moved.line(), moved.to());
            case CommitRecorded recorded ->
                new Open(recorded.commit().tenant(), recorded.commit().catalog(), line(), recorded.point());
            case BranchRenamed renamed -> this;
            case BranchDeleted deleted -> new Absent();
        };
    }

    /** @throws IllegalStateException if the branch is not there */
    default LineId line() {
        return switch (this) {
            case Absent() -> throw new IllegalStateException("there is no such branch");
            case Unborn unborn -> unborn.line();
            case Open open -> open.line();
        };
    }
}
