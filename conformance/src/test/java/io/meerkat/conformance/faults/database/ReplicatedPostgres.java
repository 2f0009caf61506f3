package io.meerkat.conformance.faults.database;

import io.meerkat.conformance.server.Postmaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A primary, and a replica that has what the primary acknowledges: every COMMIT waits until it is on both disks. */
public final class ReplicatedPostgres implements AutoCloseable {
    private final Programs programs;
    private final Path folder;
    private final Cluster primary;
    private final Cluster replica;

    private ReplicatedPostgres(Programs programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
        this.primary = new Cluster(folder.resolve("primary"), folder.resolve("primary.log"), freePort());
        this.replica = new Cluster(folder.resolve("replica"), folder.resolve("replica.log"), freePort());
    }

    private record Cluster(Path data, Path log, int port) {
        Postmaster postmaster() {
            return new Postmaster(data.resolve("postmaster.pid"));
        }

        /** The first process and those it started. */
        Stream<ProcessHandle> processes() {
            return postmaster().process().stream()
                    .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()));
        }

        String url() {
            return "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(port);
        }
    }

    /** None where no PostgreSQL with replication is installed. */
    public static Optional<ReplicatedPostgres> start(Path folder) {
        return Programs.find().map(programs -> {
            var started = new ReplicatedPostgres(programs, folder.toAbsolutePath());
            started.start();
            return started;
        });
    }

    private void start() {
        primary.postmaster().kill();
        replica.postmaster().kill();
        delete(folder);
        programs.run(
                primary.log(),
                "initdb",
                "-D",
                primary.data().toString(),
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8");
        start(primary);
        programs.run(
                replica.log(),
                "pg_basebackup",
                "--pgdata=" + replica.data(),
                "--dbname=host=127.0.0.1 port=%d user=postgres".formatted(primary.port()),
                "--write-recovery-conf",
                "--checkpoint=fast");
        start(replica);
        // Not before the copy was made, or the replica would wait for one of its own when it is promoted.
        execute(primary.url(), "alter system set synchronous_standby_names = '*'");
        execute(primary.url(), "select pg_reload_conf()");
    }

    private void start(Cluster cluster) {
        programs.run(
                cluster.log(),
                "pg_ctl",
                "start",
                "-w",
                "-D",
                cluster.data().toString(),
                "-l",
                cluster.log().toString(),
                "-o",
                "-c port=%d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100"
                        .formatted(cluster.port()));
    }

    public int primaryPort() {
        return primary.port();
    }

    public int replicaPort() {
        return replica.port();
    }

    /** Of the replica, which is the primary after {@link #promote}. */
    public String replicaUrl() {
        return replica.url();
    }

    /** As a machine dies: all processes of the primary at once (SIGKILL). */
    public void killPrimary() {
        primary.processes().toList().forEach(ProcessHandle::destroyForcibly);
        primary.postmaster().kill();
    }

    public void promote() {
        programs.run(
                replica.log(), "pg_ctl", "promote", "-w", "-D", replica.data().toString());
    }

    /** The replica answers nothing any more (SIGSTOP), so that each COMMIT of the primary waits for it. */
    public void freezeReplica() {
        signal("STOP");
    }

    public void thawReplica() {
        signal("CONT");
    }

    private void signal(String name) {
        replica.processes().map(ProcessHandle::pid).forEach(pid -> {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** How many COMMITs waited for the replica, and were told to wait no longer. */
    public int cancelWaits() {
        return execute(
                primary.url(), "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");
    }

    private static int execute(String url, String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            int rows = 0;
            if (statement.execute(sql)) {
                var result = statement.getResultSet();
                while (result.next()) {
                    rows++;
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (var files = Files.walk(folder)) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        thawReplica();
        primary.postmaster().kill();
        replica.postmaster().kill();
    }
}
