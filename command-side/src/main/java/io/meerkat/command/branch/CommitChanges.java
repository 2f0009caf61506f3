package io.meerkat.command.branch;

import io.meerkat.merge.tree.Tree;
import io.meerkat.model.BranchId;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitRequest;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Commits what waits for a branch. With the requests comes everything that the decision reads: the database's clock, the
 * facts that the requests ask about, and the tree of the head.
 */
public record CommitChanges(
        TenantId tenant, BranchId branch, Instant clock, List<CommitRequest> requests, Facts facts, HeadTree trees) {

    /** The tree as the commit of a generation of a line, which has this root, left it. */
    @FunctionalInterface
    public interface HeadTree {
        Tree at(LineId line, long generation, Hash root);
    }

    public CommitChanges {
        requests = List.copyOf(requests);
    }

    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, branch).toString();
    }
}
