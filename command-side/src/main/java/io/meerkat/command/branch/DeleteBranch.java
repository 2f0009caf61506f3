package io.meerkat.command.branch;

import io.meerkat.model.Actor;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.RefName;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a branch; its commits stay. */
public record DeleteBranch(
        TenantId tenant, CatalogId catalog, BranchId branch, RefName name, Actor actor, Instant clock) {

    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, branch).toString();
    }
}
