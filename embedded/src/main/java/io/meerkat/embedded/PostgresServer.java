package io.meerkat.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** Starts and stops the server process of one cluster; keeps no state, so that it can be asked again after a crash. */
record PostgresServer(Cluster cluster, Path log) {
    private static final Duration START_MAX = Duration.ofMinutes(10);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    private static final Duration ABORT_MAX = Duration.ofSeconds(10);
    private static final long LOG_BYTES_MAX = 8L * 1024 * 1024;

    sealed interface Outcome {
        record Ready(Postmaster postmaster) implements Outcome {}

        record PortTaken(int port) implements Outcome {}

        /** Processes of a server that was killed have not noticed yet. They do within moments. */
        record PredecessorEnding(String output) implements Outcome {}

        record Failed(String output) implements Outcome {}
    }

    /** To be called when none runs. Waits until connections are served, also while the log is repeated after a crash. */
    Outcome start(int port) throws IOException {
        Postmaster.forget(cluster.folder());
        setAsideLongLog();
        var before = logLength();
        var result = cluster.programs()
                .run(
                        "pg_ctl",
                        List.of(
                                "start",
                                "-w",
                                "-t",
                                Long.toString(START_MAX.toSeconds()),
                                "-D",
                                cluster.folder().toString(),
                                "-l",
                                log.toString(),
                                "-o",
                                String.join(" ", settings(port))));
        var running = Postmaster.running(cluster.folder());
        if (result.succeeded() && running.isPresent()) {
            return new Outcome.Ready(running.get());
        }
        stop(); // what did not get ready in time must not be left behind
        var output = (result.output() + "\n" + logFrom(before)).strip();
        if (output.contains("shared memory block")) {
            return new Outcome.PredecessorEnding(output);
        }
        return PortChoice.isFree(port) ? new Outcome.Failed(output) : new Outcome.PortTaken(port);
    }

    /**
     * What must hold whatever stands in postgresql.conf: the command line wins over the file and over ALTER SYSTEM.
     * Everything else is the owner's to tune there.
     */
    private static List<String> settings(int port) {
        return List.of(
                "-p " + port,
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=",
                "-c fsync=on",
                "-c synchronous_commit=on",
                "-c full_page_writes=on",
                "-c logging_collector=off",
                "-c log_destination=stderr");
    }

    /** Ends sessions, writes what is in memory, stops. Where that takes too long, stops like a crash: also safe. */
    void stop() throws IOException {
        if (stopped("fast", STOP_MAX)) {
            return;
        }
        if (!stopped("immediate", ABORT_MAX)) {
            throw new IOException("PostgreSQL in %s did not stop; see %s".formatted(cluster.folder(), log));
        }
    }

    private boolean stopped(String mode, Duration limit) throws IOException {
        var result = cluster.programs()
                .run(
                        "pg_ctl",
                        List.of(
                                "stop",
                                "-w",
                                "-m",
                                mode,
                                "-t",
                                Long.toString(limit.toSeconds()),
                                "-D",
                                cluster.folder().toString()));
        return result.succeeded() || Postmaster.running(cluster.folder()).isEmpty();
    }

    private void setAsideLongLog() throws IOException {
        if (logLength() > LOG_BYTES_MAX) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private long logLength() throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }

    private String logFrom(long offset) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(offset);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
