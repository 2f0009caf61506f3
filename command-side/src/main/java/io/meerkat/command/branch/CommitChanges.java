package io.meerkat.command.branch;

import io.meerkat.merge.tree.NodeSource;
import io.meerkat.model.BranchId;
import io.meerkat.model.ContentId;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Commits what waits for a branch. With the requests comes everything that the decision reads: the database's clock, the
 * claims that overlap a wanted location, the marks of the objects whose ids are allocated, and the nodes of the tree by
 * their hash.
 */
public record CommitChanges(
        TenantId tenant,
        BranchId branch,
        Instant clock,
        List<CommitRequest> requests,
        List<Claim> claims,
        Map<ContentId, Mark> marks,
        NodeSource nodes) {

    public CommitChanges {
        requests = List.copyOf(requests);
        claims = List.copyOf(claims);
        marks = Map.copyOf(marks);
    }

    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, branch).toString();
    }
}
