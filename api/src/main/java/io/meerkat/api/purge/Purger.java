package io.meerkat.api.purge;

import io.meerkat.api.location.Locations;
import io.meerkat.command.purge.LeaseLost;
import io.meerkat.command.purge.Purges;
import io.meerkat.command.purge.Purges.Tally;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.purge.Purge;
import io.meerkat.storage.purge.PurgeTable;
import io.meerkat.storage.purge.VisibleTables;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for purges that are due and carries them out, one node at a time each. What a node leaves unfinished, because it
 * stops or fails or dies, goes on when its lease has lapsed. A purge is due when its grace is over and no commit that
 * held the table is younger than the retention.
 */
public final class Purger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Purger.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);
    private static final int TOGETHER_MAX = 100;

    private final PurgeTable table;
    private final Purges purges;
    private final Stores stores;
    private final Locations locations;
    private final Duration wait;
    private final LongSupplier nanos;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("purge").daemon().factory());

    public Purger(
            Database database,
            Purges purges,
            VisibleTables visible,
            Locations locations,
            Duration grace,
            Duration retention) {
        this(database, purges, visible, locations, grace, retention, System::nanoTime);
    }

    /** {@code nanos} says how old a lease is. */
    Purger(
            Database database,
            Purges purges,
            VisibleTables visible,
            Locations locations,
            Duration grace,
            Duration retention,
            LongSupplier nanos) {
        this.table = new PurgeTable(database);
        this.purges = purges;
        this.stores = Stores.of(database, visible);
        this.locations = locations;
        this.wait = grace.compareTo(retention) > 0 ? grace : retention;
        this.nanos = nanos;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::poll, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void poll() {
        try {
            run();
        } catch (CancellationException e) {
            LOG.info("purging stops and goes on at the next start");
        } catch (LeaseLost e) {
            LOG.info("purging goes on elsewhere: {}", e.getMessage());
        } catch (Throwable e) {
            // An error as well: the schedule ends with the first that it hears of.
            LOG.warn("purging failed and is tried again", e);
        }
    }

    /** Carries out what is due now. */
    void run() {
        long asked = nanos.getAsLong();
        var taken = table.take(wait, Lease.LENGTH, TOGETHER_MAX);
        if (taken.isEmpty()) {
            return;
        }
        var lease = new Lease(table, taken, nanos, asked);
        taken.stream()
                .collect(Collectors.groupingBy(Purge::tenant))
                .forEach((tenant, due) -> purgeAll(tenant, due, lease));
    }

    private void purgeAll(TenantId tenant, List<Purge> due, Lease lease) {
        try {
            var run = new PurgeRun(stores, tenant, locations, lease);
            // Before any is begun: while this fails, older commits that show the tables can be read.
            run.look(wait);
            due.forEach(purge -> purge(run, purge, lease));
        } catch (CancellationException | LeaseLost e) {
            throw e;
        } catch (RuntimeException | Error e) {
            due.forEach(purge -> lease.giveBack(purge, e.toString()));
            throw e;
        }
    }

    private boolean begin(Purge purge, Lease lease) {
        boolean begun = purges.begin(purge);
        if (!begun) {
            lease.giveBack(purge, "the table is back on a branch, or its location is promised to a staged create");
        }
        return begun;
    }

    private void purge(PurgeRun run, Purge purge, Lease lease) {
        try {
            var files = run.files(purge);
            if (begin(purge, lease)) {
                complete(purge, run.purge(purge, files), lease);
            }
        } catch (CancellationException | LeaseLost e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("the purge of {} failed and is tried again", purge, e);
            lease.giveBack(purge, e.toString());
        }
    }

    private void complete(Purge purge, Tally tally, Lease lease) {
        purges.complete(purge, tally);
        lease.finished(purge);
        LOG.info("purged {}: {} files of {} bytes deleted, {} kept", purge, tally.files(), tally.bytes(), tally.kept());
    }

    /** How many purges wait, and how many of them met a problem. */
    public PurgeTable.Open open() {
        return table.open();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("purging goes on while the server stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
