package io.meerkat.command.lane;

import io.meerkat.command.axon.Commands;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.storage.Database;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.Trees;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The way to commit: every branch has a lane, and requests for different branches do not wait for each other. */
public final class Lanes {
    private final Database database;
    private final BatchTransaction transaction;
    private final Trees trees;
    private final LaneLimits limits;
    private final ConcurrentHashMap<BranchId, BranchLane> lanes = new ConcurrentHashMap<>();

    public Lanes(Database database, Commands commands, Trees trees, IdempotencyTable idempotency, LaneLimits limits) {
        this.database = database;
        this.transaction = new BatchTransaction(database, commands, idempotency);
        this.trees = trees;
        this.limits = limits;
    }

    /** Waits until the request has an outcome. Meant for a virtual thread. */
    public CommitOutcome commit(TenantId tenant, CatalogId catalog, BranchId branch, CommitRequest request) {
        return submit(tenant, catalog, branch, request).join();
    }

    /** Requests of one branch are decided in the order in which they are submitted. */
    public CompletableFuture<CommitOutcome> submit(
            TenantId tenant, CatalogId catalog, BranchId branch, CommitRequest request) {
        return lanes.computeIfAbsent(branch, id -> lane(new Target(tenant, catalog, id, trees)))
                .submit(request);
    }

    private BranchLane lane(Target target) {
        var runner = new BatchRunner(target, database, transaction, limits);
        return new BranchLane(limits, runner::run);
    }
}
