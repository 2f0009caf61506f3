package io.meerkat.command.branch;

import io.meerkat.model.Actor;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.LineId;
import io.meerkat.model.RefName;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Points a branch to another commit; what it commits next begins a line there. */
public record MoveBranch(
        TenantId tenant,
        CatalogId catalog,
        BranchId branch,
        RefName name,
        LineId line,
        CommitPoint to,
        BranchMoved.Reason reason,
        Actor actor,
        Instant clock) {

    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, branch).toString();
    }
}
