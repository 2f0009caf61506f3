package io.meerkat.command.lane;

import io.meerkat.command.event.Readers.NotReadByAll;
import io.meerkat.command.lane.BatchTransaction.Written;
import io.meerkat.command.receipt.KeyAnsweredElsewhere;
import io.meerkat.model.StreamId;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.storage.CommitUnclear;
import io.meerkat.storage.Database;
import io.meerkat.storage.Replicas;
import io.meerkat.storage.SqlStates;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.event.BranchLock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a batch to an end, whatever happens: every request gets an outcome that is true. A batch that met another
 * writer is decided anew; one that fails in a way nobody foresaw is halved until the culprit stands alone; and where a
 * COMMIT was sent but not clearly answered, the database is asked what became of it.
 */
final class BatchRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int PAUSES_MAX = 25;

    private final Target target;
    private final Database database;
    private final BatchTransaction transaction;
    private final BranchLock branchLock;
    private final CommitTable commits;
    private final Replicas replicas;
    private final LaneLimits limits;

    BatchRunner(Target target, Database database, BatchTransaction transaction, LaneLimits limits) {
        this.target = target;
        this.database = database;
        this.transaction = transaction;
        this.branchLock = new BranchLock(database);
        this.commits = new CommitTable(database);
        this.replicas = new Replicas(database);
        this.limits = limits;
    }

    void run(List<Waiting> batch) {
        try {
            attempt(batch, System.nanoTime() + limits.patience().toNanos());
        } catch (Throwable e) {
            LOG.error("a batch of {} requests failed beyond repair", batch.size(), e);
            settle(batch, new CommitOutcome.Unknown("the server failed"));
        }
    }

    private void attempt(List<Waiting> batch, long deadline) {
        for (int tries = 1; ; tries++) {
            var planned = new AtomicReference<Written>();
            try {
                transaction.run(target, batch.stream().map(Waiting::request).toList(), planned::set);
                succeed(batch, written(planned));
                return;
            } catch (CommitUnclear e) {
                LOG.warn("asking what became of a batch of {}: {}", batch.size(), e.getMessage());
                switch (fate(written(planned))) {
                    case COMMITTED -> {
                        succeed(batch, written(planned));
                        return;
                    }
                    case UNKNOWN -> {
                        settle(batch, new CommitOutcome.Unknown("the database did not say whether it was committed"));
                        return;
                    }
                    case NOT_COMMITTED -> LOG.info("the batch was not committed and is tried again");
                }
            } catch (NotReadByAll e) {
                settle(batch, new CommitOutcome.NotDone(String.valueOf(e.getMessage())));
                return;
            } catch (RuntimeException e) {
                if (!passes(e)) {
                    isolate(batch, e, deadline);
                    return;
                }
                if (System.nanoTime() > deadline) {
                    LOG.warn("the database did not take a batch of {}", batch.size(), e);
                    settle(batch, new CommitOutcome.NotDone("the database did not take it"));
                    return;
                }
                pause(tries);
            }
        }
    }

    /** A reason that may be gone the next time: another writer, or a database that is not there just now. */
    private static boolean passes(RuntimeException e) {
        return e instanceof KeyAnsweredElsewhere || SqlStates.isConflict(e) || SqlStates.isUnavailable(e);
    }

    private void isolate(List<Waiting> batch, RuntimeException e, long deadline) {
        if (batch.size() == 1) {
            LOG.error("a commit failed unforeseen; nothing of it was stored", e);
            settle(batch, new CommitOutcome.NotDone("the server could not do it"));
            return;
        }
        int half = batch.size() / 2;
        attempt(batch.subList(0, half), deadline);
        attempt(batch.subList(half, batch.size()), deadline);
    }

    private enum Fate {
        COMMITTED,
        NOT_COMMITTED,
        UNKNOWN
    }

    /**
     * What became of a transaction whose COMMIT was not answered. It held the branch's turn until its end, so that
     * whoever gets the turn next sees all that it did, or knows that it will never do it. The patience begins anew: a
     * connection that fell silent may have cost all of it.
     */
    private Fate fate(Written planned) {
        var accepted = planned.decision().accepted();
        if (accepted.isEmpty()) {
            return Fate.NOT_COMMITTED;
        }
        var last = accepted.getLast().event().id();
        long deadline = System.nanoTime() + limits.patience().toNanos();
        for (int tries = 1; System.nanoTime() < deadline; tries++) {
            try {
                return database.transact(() -> {
                    branchLock.await(StreamId.of(target.tenant(), target.branch()));
                    if (commits.find(target.tenant(), target.catalog(), last).isEmpty()) {
                        return Fate.NOT_COMMITTED;
                    }
                    replicas.awaitAtCommit();
                    return Fate.COMMITTED;
                });
            } catch (RuntimeException e) {
                LOG.info("the database does not answer yet: {}", e.getMessage());
                pause(tries);
            }
        }
        return Fate.UNKNOWN;
    }

    private void succeed(List<Waiting> batch, Written written) {
        var decision = written.decision();
        var trees = target.trees();
        decision.generation().ifPresent(generation -> trees.committed(written.line(), generation, decision.tree()));
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).outcome().complete(written.outcomes().get(i));
        }
        decision.generation()
                .ifPresent(
                        generation -> trees.checkpoint(target.tenant(), written.line(), generation, decision.tree()));
    }

    private static void settle(List<Waiting> batch, CommitOutcome outcome) {
        batch.forEach(waiting -> waiting.outcome().complete(outcome));
    }

    private static Written written(AtomicReference<Written> planned) {
        return Objects.requireNonNull(planned.get(), "a transaction ended before it was decided");
    }

    private static void pause(int tries) {
        try {
            Thread.sleep(PAUSE.multipliedBy(Math.min(tries, PAUSES_MAX)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
