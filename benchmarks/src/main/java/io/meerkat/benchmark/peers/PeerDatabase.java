package io.meerkat.benchmark.peers;

import io.meerkat.embedded.DurablePostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A PostgreSQL for one peer alone, all with the same settings: fsync and synchronous_commit on. An instance each, so that
 * checkpoints and vacuums of one peer's tables do not fall into another's turn.
 */
final class PeerDatabase implements AutoCloseable {
    private static final String STATISTICS = """

        # What the benchmark counts statements with.
        shared_preload_libraries = 'pg_stat_statements'
        pg_stat_statements.track_planning = off
        """;

    private final DurablePostgres postgres;
    private final Path cluster;

    private PeerDatabase(DurablePostgres postgres, Path cluster) {
        this.postgres = postgres;
        this.cluster = cluster;
    }

    static PeerDatabase start(Path folder) throws IOException {
        var cluster = folder.resolve("postgres");
        // The folder must be made before its settings can be changed.
        DurablePostgres.start(folder, _ -> {}).close();
        Files.writeString(cluster.resolve("postgresql.conf"), STATISTICS, StandardOpenOption.APPEND);
        var started = new PeerDatabase(DurablePostgres.start(folder, _ -> {}), cluster);
        try (var connection = DriverManager.getConnection(started.urlWithPassword());
                var statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            return started;
        } catch (SQLException e) {
            started.close();
            throw new IOException("the database in %s cannot be prepared".formatted(folder), e);
        }
    }

    String url() {
        return postgres.jdbcUrl();
    }

    String user() {
        return postgres.user();
    }

    String password() {
        return postgres.password();
    }

    String urlWithPassword() {
        return "%s?user=%s&password=%s".formatted(url(), user(), password());
    }

    /** Of the process that all others of the instance are children of. */
    long pid() throws IOException {
        try (var lines = Files.lines(cluster.resolve("postmaster.pid"))) {
            return lines.findFirst().map(line -> Long.valueOf(line.strip())).orElseThrow();
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
