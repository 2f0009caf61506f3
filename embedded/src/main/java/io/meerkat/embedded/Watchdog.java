package io.meerkat.embedded;

import io.meerkat.embedded.PostgresServer.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the database again, on the port its clients know, whenever it ended without being asked to. */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final PostgresServer server;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Watchdog(PostgresServer server, int port, Postmaster first) {
        this.server = server;
        this.port = port;
        this.thread = Thread.ofVirtual().name("postgres-watchdog").unstarted(() -> watch(first));
    }

    static Watchdog over(PostgresServer server, int port, Postmaster first) {
        var watchdog = new Watchdog(server, port, first);
        watchdog.thread.start();
        return watchdog;
    }

    private void watch(Postmaster first) {
        var running = Optional.of(first);
        while (!closingWithin(PAUSE)) {
            if (running.isPresent() && !running.get().isAlive()) {
                LOG.warn(
                        "PostgreSQL (process {}) ended by itself", running.get().pid());
                running = Optional.empty();
            }
            if (running.isEmpty()) {
                running = startedAgain();
            }
        }
    }

    private Optional<Postmaster> startedAgain() {
        try {
            switch (server.start(port)) {
                case Outcome.Ready(var postmaster) -> {
                    LOG.info("PostgreSQL serves again (process {})", postmaster.pid());
                    return Optional.of(postmaster);
                }
                case Outcome.PredecessorEnding _ -> {
                    LOG.info("Waiting for the last sessions of the old PostgreSQL to notice");
                    return Optional.empty();
                }
                case Outcome.PortTaken(var taken) ->
                    LOG.error("Port {} of the database was taken by another program", taken);
                case Outcome.Failed(var output) -> LOG.error("PostgreSQL does not start:\n{}", output);
            }
        } catch (IOException e) {
            LOG.error("PostgreSQL cannot be started", e);
        }
        closingWithin(PAUSE_AFTER_FAILURE);
        return Optional.empty();
    }

    private boolean closingWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** A start that is under way is waited for: stopping a half started server would leave it behind. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
    }
}
