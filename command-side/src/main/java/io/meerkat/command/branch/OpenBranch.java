package io.meerkat.command.branch;

import io.meerkat.merge.tree.NodeSource;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.RefName;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitRequest;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Begins the first branch of a catalog: with the root commit, whose tree is empty, and the commits that a new catalog
 * starts with.
 */
public record OpenBranch(
        TenantId tenant,
        CatalogId catalog,
        BranchId branch,
        RefName name,
        Instant clock,
        CommitRequest root,
        List<CommitRequest> first,
        NodeSource nodes) {

    public OpenBranch {
        first = List.copyOf(first);
    }

    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, branch).toString();
    }
}
