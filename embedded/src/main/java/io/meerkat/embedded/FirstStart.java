package io.meerkat.embedded;

import io.meerkat.embedded.PostgresServer.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Consumer;

/** The start of a run: what an earlier run left behind is cleared away, and a port is settled. */
record FirstStart(Postmaster postmaster, int port) {
    private static final Duration WAIT_MAX = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);

    static FirstStart of(PostgresServer server, PortChoice ports, Consumer<String> progress) throws IOException {
        stopOrphan(server, progress);
        var deadline = Instant.now().plus(WAIT_MAX);
        while (true) {
            var port = ports.choose(new Random());
            switch (server.start(port)) {
                case Outcome.Ready(var postmaster) -> {
                    return new FirstStart(postmaster, port);
                }
                case Outcome.PortTaken(var taken) ->
                    progress.accept("Port %d was taken in the meantime, choosing another".formatted(taken));
                case Outcome.PredecessorEnding(var output) -> pauseUnlessAfter(deadline, server, output);
                case Outcome.Failed(var output) -> throw server.cluster().failure("did not start", output);
            }
        }
    }

    /**
     * A killed Meerkat leaves its PostgreSQL running. It is stopped rather than adopted: then no session of the old
     * process can commit anything any more, and the settings of this run are the ones in force. An idle server stops
     * and starts again in well under a second.
     */
    private static void stopOrphan(PostgresServer server, Consumer<String> progress) throws IOException {
        var orphan = Postmaster.running(server.cluster().folder());
        if (orphan.isPresent()) {
            progress.accept("Stopping the PostgreSQL (process %d) that a killed Meerkat left behind"
                    .formatted(orphan.get().pid()));
            server.stop();
        }
    }

    private static void pauseUnlessAfter(Instant deadline, PostgresServer server, String output) throws IOException {
        if (Instant.now().isAfter(deadline)) {
            throw server.cluster().failure("waited %s for processes of an earlier run".formatted(WAIT_MAX), output);
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for processes of an earlier run", e);
        }
    }
}
