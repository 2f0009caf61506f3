package io.meerkat.command.branch;

import io.meerkat.model.Actor;
import io.meerkat.model.BranchId;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.RefName;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Begins a branch at a commit that is there. */
public record StartBranch(
        TenantId tenant,
        CatalogId catalog,
        BranchId branch,
        RefName name,
        BranchPurpose purpose,
        CommitPoint from,
        Actor actor,
        Instant clock) {

    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, branch).toString();
    }
}
