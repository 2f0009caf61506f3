package io.meerkat.command.lane;

import io.meerkat.command.axon.Commands;
import io.meerkat.command.branch.AppendedBatch;
import io.meerkat.command.branch.BatchDecision;
import io.meerkat.command.branch.BatchDecision.Accepted;
import io.meerkat.command.branch.CommitChanges;
import io.meerkat.command.merge.Merges;
import io.meerkat.command.purge.Purges;
import io.meerkat.model.LineId;
import io.meerkat.model.StreamId;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.storage.Database;
import io.meerkat.storage.event.BranchLock;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.ref.BranchRules;
import io.meerkat.storage.ref.RefTable;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * One batch of one branch in one transaction: take the branch's turn, gather what the decision reads, decide, and write
 * everything that follows from it. The branch's turn is the first lock that anybody takes.
 */
final class BatchTransaction {
    private final Database database;
    private final Commands commands;
    private final BranchLock branchLock;
    private final RefTable refs;
    private final IdempotencyTable idempotency;
    private final FactsReader facts;
    private final BatchWriter writer;
    private final Purges purges;
    private final Merges merges;

    BatchTransaction(Database database, Commands commands, IdempotencyTable idempotency) {
        this.database = database;
        this.commands = commands;
        this.branchLock = new BranchLock(database);
        this.refs = new RefTable(database);
        this.idempotency = idempotency;
        this.merges = new Merges(database, commands);
        this.facts = new FactsReader(database, merges);
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
            var batch = refs.rules(target.tenant(), target.catalog(), target.branch())
                    .map(rules -> decided(target, clock, rules, answered.open()))
                    .orElseGet(() -> AppendedBatch.toNoBranch(target.branch(), answered.open()));
            writer.write(target, clock, batch);
            for (Accepted accepted : batch.decision().accepted()) {
                purges.request(accepted.request(), accepted.event());
                merges.finish(accepted.request(), accepted.event());
            }
            var written = new Written(answered.merge(batch.decision()), batch.decision(), batch.line());
            beforeCommit.accept(written);
            return written;
        });
    }

    private AppendedBatch decided(Target target, Instant clock, BranchRules rules, List<CommitRequest> requests) {
        var command = new CommitChanges(
                target.tenant(),
                target.branch(),
                clock,
                requests,
                facts.read(target, rules, requests),
                (line, generation, root) -> target.trees().at(target.tenant(), line, generation, root));
        return commands.run(command, AppendedBatch.class);
    }
}
