package io.meerkat.api.server;

import io.meerkat.api.audit.AuditProjector;
import io.meerkat.api.purge.Purger;
import io.meerkat.api.sweep.Sweep;
import io.meerkat.command.attempt.AttemptsWriter;
import io.meerkat.command.purge.Purges;
import io.meerkat.projection.follow.Projector;
import io.meerkat.storage.Housekeeping;
import io.meerkat.storage.Migrations;
import io.meerkat.storage.ServerNodes;
import io.meerkat.storage.purge.VisibleTables;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server does beside answering requests. */
final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);
    private static final Duration KEEPING = Duration.ofSeconds(10);
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

    private final Fleet fleet;
    private final Housekeeping housekeeping;
    private final Projector audit;
    private final AttemptsWriter attempts;
    private final Purger purger;
    private final Sweep sweep;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("background").daemon().factory());

    Background(
            Fleet fleet,
            Housekeeping housekeeping,
            Projector audit,
            AttemptsWriter attempts,
            Purger purger,
            Sweep sweep) {
        this.fleet = fleet;
        this.housekeeping = housekeeping;
        this.audit = audit;
        this.attempts = attempts;
        this.purger = purger;
        this.sweep = sweep;
    }

    static Background of(Foundation on, Pools.Login login) {
        var node = UUID.randomUUID();
        return new Background(
                Fleet.of(node, connections(login), on.readers()),
                new Housekeeping(on.lanes()),
                AuditProjector.of(on.followers()),
                new AttemptsWriter(on.lanes(), on.commands(), node, on.clock()),
                new Purger(
                        on.lanes(),
                        new Purges(on.lanes(), on.commands()),
                        new VisibleTables(on.reads(), on.trees()),
                        on.locations(),
                        on.options().purgeGrace(),
                        on.options().retention()),
                new Sweep(on.lanes(), on.unfinished(), on.locations(), on.clock()));
    }

    /** Beside the pools: a node lives as long as this connection of its own. */
    private static DataSource connections(Pools.Login login) {
        var source = new PGSimpleDataSource();
        source.setUrl(login.url());
        if (!login.user().isEmpty()) {
            source.setUser(login.user());
            source.setPassword(login.password());
        }
        source.setCurrentSchema(Migrations.SCHEMA);
        source.setApplicationName("meerkat node");
        source.setTcpKeepAlive(true);
        return source;
    }

    Projector audit() {
        return audit;
    }

    AttemptsWriter attempts() {
        return attempts;
    }

    Purger purger() {
        return purger;
    }

    ServerNodes nodes() {
        return fleet.nodes();
    }

    /** What must be done before anything is written. */
    void prepare() {
        fleet.keep();
        housekeeping.makePartitions();
    }

    /** Begins the work, deleting included. */
    void start() {
        attempts.start();
        purger.start();
        thread.execute(() -> trying("to follow the events", audit::start));
        thread.execute(() -> trying("to sweep up unfinished files", sweep::run));
        every(KEEPING, "to keep its place among the nodes", fleet::keep);
        every(HOUSEKEEPING, "to make partitions", housekeeping::makePartitions);
        every(HOUSEKEEPING, "to forget lapsed stages", housekeeping::forgetLapsedStages);
        every(HOUSEKEEPING, "to forget what was swept up", housekeeping::forgetSweptFiles);
        every(HOUSEKEEPING, "to sweep up unfinished files", sweep::run);
    }

    private void every(Duration interval, String what, Runnable work) {
        thread.scheduleWithFixedDelay(
                () -> trying(what, work), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void trying(String what, Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            // An error as well: the schedule ends with the first that it hears of.
            LOG.warn("the server failed {}", what, e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("background work goes on while the server stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        trying("to stop purging", purger::close);
        trying("to write the last refused requests", attempts::close);
        trying("to stop following the events", audit::close);
        trying("to leave the other nodes", fleet::close);
    }
}
