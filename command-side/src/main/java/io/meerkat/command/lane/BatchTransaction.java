package io.meerkat.command.lane;

import io.meerkat.command.axon.Commands;
import io.meerkat.command.branch.AppendedBatch;
import io.meerkat.command.branch.BatchDecision;
import io.meerkat.command.branch.CommitChanges;
import io.meerkat.command.purge.Purges;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.LineId;
import io.meerkat.model.StreamId;
import io.meerkat.model.commit.Allocation;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.Rejection;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogTable;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.claim.MarkTable;
import io.meerkat.storage.event.BranchLock;
import io.meerkat.storage.event.HeadTable;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.ref.RefLock;
import io.meerkat.storage.ref.SharedCommits;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One batch of one branch in one transaction: take the branch's turn, gather what the decision reads, decide, and write
 * everything that follows from it. Locks are taken in one order by everybody: branch, claims, marks, refs.
 */
final class BatchTransaction {
    private static final long NOTHING_APPENDED = -1;

    private final Database database;
    private final Commands commands;
    private final BranchLock branchLock;
    private final CatalogTable catalogs;
    private final IdempotencyTable idempotency;
    private final ClaimTable claims;
    private final MarkTable marks;
    private final HeadTable heads;
    private final RefLock refLock;
    private final SharedCommits sharedCommits;
    private final BatchWriter writer;
    private final Purges purges;

    BatchTransaction(Database database, Commands commands, IdempotencyTable idempotency) {
        this.database = database;
        this.commands = commands;
        this.branchLock = new BranchLock(database);
        this.catalogs = new CatalogTable(database);
        this.idempotency = idempotency;
        this.claims = new ClaimTable(database);
        this.marks = new MarkTable(database);
        this.heads = new HeadTable(database);
        this.refLock = new RefLock(database);
        this.sharedCommits = new SharedCommits(database);
        this.writer = new BatchWriter(database, idempotency);
        this.purges = new Purges(database, commands);
    }

    /** The outcomes in the order of the requests, and what was decided. */
    record Written(List<CommitOutcome> outcomes, BatchDecision decision, LineId line) {}

    /**
     * {@code beforeCommit} hears what is about to be committed: if the answer to COMMIT is lost, that is what to ask for.
     */
    void run(Target target, List<CommitRequest> requests, Consumer<Written> beforeCommit) {
        database.transact(() -> {
            var clock = branchLock.await(StreamId.of(target.tenant(), target.branch()));
            var answered = new Answered(idempotency, requests);
            var batch = catalogs.takesCommits(target.tenant(), target.catalog(), target.branch())
                    ? decided(target, clock, answered.open())
                    : refused(target, answered.open());
            writer.write(target, clock, batch);
            batch.decision().accepted().forEach(accepted -> purges.request(accepted.request(), accepted.event()));
            var written = new Written(answered.merge(batch.decision()), batch.decision(), batch.line());
            beforeCommit.accept(written);
            return written;
        });
    }

    private AppendedBatch decided(Target target, Instant clock, List<CommitRequest> requests) {
        var command = new CommitChanges(
                target.tenant(),
                target.branch(),
                clock,
                requests,
                overlapping(target, requests),
                lockedMarks(target, requests),
                shared(target, requests),
                (line, generation, root) -> target.trees().at(target.tenant(), line, generation, root));
        return commands.run(command, AppendedBatch.class);
    }

    private static AppendedBatch refused(Target target, List<CommitRequest> requests) {
        return new AppendedBatch(
                BatchDecision.deniedAll(requests, new Rejection.NoSuchBranch()),
                NOTHING_APPENDED,
                LineId.first(target.branch()));
    }

    private List<Claim> overlapping(Target target, List<CommitRequest> requests) {
        var paths = requests.stream()
                .flatMap(request -> request.claims().stream())
                .map(ClaimRequest::path)
                .distinct()
                .toList();
        if (paths.isEmpty()) {
            return List.of();
        }
        claims.lock(target.tenant());
        return claims.overlapping(target.tenant(), paths);
    }

    /** Under the lock of refs, so that none is pointed to what is removed until this has ended. */
    private Map<ContentId, Optional<CommitId>> shared(Target target, List<CommitRequest> requests) {
        var objects = requests.stream()
                .flatMap(request -> request.predicates().stream())
                .filter(Predicate.SharedAsOf.class::isInstance)
                .map(predicate -> ((Predicate.SharedAsOf) predicate).contentId())
                .collect(Collectors.toSet());
        if (objects.isEmpty()) {
            return Map.of();
        }
        refLock.await(target.catalog());
        var line = heads.branch(target.tenant(), target.branch()).line();
        return objects.stream()
                .collect(Collectors.toMap(
                        object -> object, object -> sharedCommits.newest(target.tenant(), line, object)));
    }

    private Map<ContentId, Mark> lockedMarks(Target target, List<CommitRequest> requests) {
        var objects = new HashSet<ContentId>();
        for (CommitRequest request : requests) {
            request.allocations().stream().map(Allocation::contentId).forEach(objects::add);
            request.predicates().forEach(predicate -> {
                switch (predicate) {
                    case Predicate.ColumnIdsFree columns -> objects.add(columns.contentId());
                    case Predicate.PartitionIdsFree fields -> objects.add(fields.contentId());
                    default -> {}
                }
            });
        }
        return objects.isEmpty() ? Map.of() : marks.lock(target.tenant(), target.catalog(), objects);
    }
}
