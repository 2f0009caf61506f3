package io.meerkat.command.attempt;

import io.meerkat.command.axon.Commands;
import io.meerkat.command.event.Readers.NotReadByAll;
import io.meerkat.model.Actor;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.AttemptsEvent.AttemptsRefused;
import io.meerkat.storage.Database;
import io.meerkat.storage.SqlStates;
import io.meerkat.storage.commit.TextTable;
import io.meerkat.storage.event.BranchLock;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers refused requests behind their backs: they wait in a bounded queue and are written together, once in a while.
 * Who floods the server with what it refuses loses some of it here, and slows nobody down.
 */
public final class AttemptsWriter implements AutoCloseable {
    static final int WAITING_MAX = 1_000;
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(AttemptsWriter.class);
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    private final Database database;
    private final Commands commands;
    private final UUID node;
    private final Clock clock;
    private final BranchLock lock;
    private final TextTable texts;
    private final Actor server =
            new Actor(PrincipalId.SERVER, Optional.empty(), "attempts", SaltedText.withFreshSalt("server"));
    private final BlockingQueue<RefusedRequest> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final AtomicLong lost = new AtomicLong();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("attempts").daemon().factory());

    public AttemptsWriter(Database database, Commands commands, UUID node, Clock clock) {
        this.database = database;
        this.commands = commands;
        this.node = node;
        this.clock = clock;
        this.lock = new BranchLock(database);
        this.texts = new TextTable(database);
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::flush, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Never waits. */
    public void offer(RefusedRequest refused) {
        if (!waiting.offer(refused)) {
            lose(1, "%d wait already".formatted(WAITING_MAX));
        }
    }

    /** How many are missing in the audit. */
    public long lost() {
        return lost.get();
    }

    private void flush() {
        var batch = new ArrayList<RefusedRequest>();
        waiting.drainTo(batch);
        if (batch.isEmpty()) {
            return;
        }
        try {
            write(batch);
        } catch (RuntimeException e) {
            if (SqlStates.isUnavailable(e) || SqlStates.isConflict(e) || e instanceof NotReadByAll) {
                batch.forEach(this::offer);
            } else {
                // Also where COMMIT is unclear: written twice would be worse than perhaps not at all.
                lose(batch.size(), e.toString());
            }
        }
    }

    private void write(List<RefusedRequest> batch) {
        var day = LocalDate.ofInstant(clock.instant(), clock.getZone());
        var stream = new StreamId(TenantId.DEFAULT, StreamId.ATTEMPTS, node + "-" + day);
        var event =
                new AttemptsRefused(batch.stream().map(RefusedRequest::attempt).toList());
        database.transact(() -> {
            var time = lock.await(stream);
            commands.run(new RecordAttempts(stream, event, server, time), Object.class);
            writeTexts(batch);
            return event;
        });
    }

    private void writeTexts(List<RefusedRequest> batch) {
        var byTenant = new HashMap<TenantId, Set<SaltedText>>();
        byTenant.computeIfAbsent(TenantId.DEFAULT, tenant -> new HashSet<>()).add(server.origin());
        for (RefusedRequest refused : batch) {
            byTenant.computeIfAbsent(refused.tenant(), tenant -> new HashSet<>())
                    .add(refused.actor().origin());
        }
        byTenant.forEach(texts::add);
    }

    private void lose(long count, String why) {
        long before = lost.getAndAdd(count);
        // At powers of two: a flood must not fill the log either.
        if (Long.highestOneBit(before) != Long.highestOneBit(before + count)) {
            LOG.warn("{} refused requests so far are missing in the audit: {}", before + count, why);
        }
    }

    /** Writes what waits. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("refused requests are still being written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush();
    }
}
