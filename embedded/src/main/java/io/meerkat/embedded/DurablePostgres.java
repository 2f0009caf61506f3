package io.meerkat.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * A running PostgreSQL in {@code <data>/postgres} that answers a commit only when it is on disk. It belongs to this
 * process: a second Meerkat on the same folder is refused, a server left over from a killed one is replaced, and one
 * that dies under us is started again on the same port.
 */
public final class DurablePostgres implements AutoCloseable {
    private final FolderLock lock;
    private final Watchdog watchdog;
    private final MeerkatDatabase database;

    private DurablePostgres(FolderLock lock, Watchdog watchdog, MeerkatDatabase database) {
        this.lock = lock;
        this.watchdog = watchdog;
        this.database = database;
    }

    /** Returns when the database serves connections and has been asked whether it is durable. */
    public static DurablePostgres start(Path data, Consumer<String> progress) {
        try {
            Files.createDirectories(data);
            var folder = data.toRealPath();
            var lock = FolderLock.take(folder);
            try {
                return start(folder, lock, progress);
            } catch (IOException | SQLException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw refusal(data, Folders.reason(e), e);
        } catch (SQLException e) {
            throw refusal(data, String.valueOf(e.getMessage()), e);
        }
    }

    private static DatabaseStartException refusal(Path data, String reason, Exception cause) {
        return new DatabaseStartException(
                "The database in the data folder %s cannot be started: %s".formatted(data, reason), cause);
    }

    private static DurablePostgres start(Path folder, FolderLock lock, Consumer<String> progress)
            throws IOException, SQLException {
        var binaries = PostgresBinaries.unpacked(PostgresBinaries.cacheFor(folder), progress);
        var cluster = Cluster.at(folder.resolve("postgres"), new PostgresPrograms(binaries));
        var credentials = cluster.open(folder.resolve("postgres.password"), progress);
        var server = new PostgresServer(cluster, folder.resolve("postgres.log"));

        var started = FirstStart.of(server, new PortChoice(folder.resolve("postgres.port")), progress);
        var database = new MeerkatDatabase(started.port(), credentials);
        try {
            database.createIfAbsent();
            database.requireDurable();
        } catch (SQLException | RuntimeException e) {
            server.stop();
            throw e;
        }
        return new DurablePostgres(lock, Watchdog.over(server, started.port(), started.postmaster()), database);
    }

    public String jdbcUrl() {
        return database.jdbcUrl();
    }

    public String user() {
        return Credentials.USER;
    }

    public String password() {
        return database.credentials().password();
    }

    /** Ends all sessions and stops the database cleanly; within half a minute, or it throws. */
    @Override
    public void close() throws IOException {
        try (lock) {
            watchdog.close();
        }
    }
}
