package io.meerkat.command.branch;

import io.meerkat.merge.tree.Tree;
import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Commits what waits for a branch. With the requests comes everything that the decision reads: the database's clock, the
 * claims that overlap a wanted location, the marks of the objects whose ids are allocated, the newest commit as of which other
 * refs can show those whose snapshots are removed, and the tree of the head.
 */
public record CommitChanges(
        TenantId tenant,
        BranchId branch,
        Instant clock,
        List<CommitRequest> requests,
        List<Claim> claims,
        Map<ContentId, Mark> marks,
        Map<ContentId, Optional<CommitId>> shared,
        HeadTree trees) {

    /** The tree as the commit of a generation of a line, which has this root, left it. */
    @FunctionalInterface
    public interface HeadTree {
        Tree at(LineId line, long generation, Hash root);
    }

    public CommitChanges {
        requests = List.copyOf(requests);
        claims = List.copyOf(claims);
        marks = Map.copyOf(marks);
        shared = Map.copyOf(shared);
    }

    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, branch).toString();
    }
}
