package io.meerkat.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.api.management.RunningServer;
import io.meerkat.api.management.RunningServer.Reply;
import io.meerkat.api.options.CommandLine;
import io.meerkat.api.options.Parsed;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.storage.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What load balancers are told. */
class HealthIT {
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void isReadyWhileTheDatabaseAnswersAndAlwaysAlive() throws InterruptedException {
        var server = RunningServer.start();
        var database = String.valueOf(
                server.database().query("select current_database()").fetchSingle(0));
        assertThat(server.get("/health/ready")).returns(200, Reply::status).returns("ready", HealthIT::said);

        setReachable(database, false);
        var gone = awaitReady(server, 503);

        assertThat(said(gone)).isEqualTo("the database does not answer");
        assertThat(server.get("/health/live")).returns(200, Reply::status).returns("alive", HealthIT::said);

        setReachable(database, true);
        assertThat(said(awaitReady(server, 200))).isEqualTo("ready");
    }

    @Test
    void asksTheDatabaseOnceForManyPolls() {
        var source = TestDatabase.freshSource();
        var asked = new AtomicInteger();
        var probe = new DatabaseProbe(new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                asked.incrementAndGet();
                return source.getConnection();
            }
        });

        for (int poll = 0; poll < 1000; poll++) {
            assertThat(probe.problem()).isEmpty();
        }

        assertThat(asked.get()).isBetween(1, 100);
    }

    @Test
    void saysWhatItWaitsForBeforeItIsReady() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = options(silent.getLocalPort(), freePort());
            var start = CompletableFuture.runAsync(
                    () -> Server.start(options, new PrintStream(new ByteArrayOutputStream())));
            var server = new RunningServer("http://127.0.0.1:" + options.port(), TestDatabase.fresh(), folder);

            assertThat(said(awaitReady(server, 503))).isEqualTo("starting: the database");
            assertThat(server.get("/health/live").status()).isEqualTo(200);
            assertThat(server.get("/v1/config?warehouse=default").status()).isEqualTo(503);

            try (var asking = silent.accept()) {
                asking.shutdownOutput();
            }
            silent.close();
            assertThatThrownBy(start::get).isInstanceOf(ExecutionException.class);
        }
    }

    private ServeOptions options(int databasePort, int port) {
        var words = List.of(
                "serve",
                "--port=" + port,
                "--data=" + folder,
                "--database=jdbc:postgresql://127.0.0.1:%d/any?user=any".formatted(databasePort));
        return ((Parsed.Run) CommandLine.parse(words, Map.of())).options();
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** PostgreSQL goes on, but lets nobody into the server's database. */
    private static void setReachable(String database, boolean reachable) {
        var beside = TestDatabase.fresh();
        beside.execute("alter database %s with allow_connections %s".formatted(database, reachable));
        if (!reachable) {
            beside.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", database)
                    .fetch();
        }
    }

    private static Reply awaitReady(RunningServer server, int status) throws InterruptedException {
        var deadline = Instant.now().plus(WAIT_MAX);
        while (Instant.now().isBefore(deadline)) {
            try {
                var reply = server.get("/health/ready");
                if (reply.status() == status) {
                    return reply;
                }
            } catch (IllegalStateException e) {
                assertThat(e).hasCauseInstanceOf(ConnectException.class);
            }
            Thread.sleep(20);
        }
        throw new AssertionError("/health/ready was not %d within %s".formatted(status, WAIT_MAX));
    }

    private static String said(Reply reply) {
        return reply.json().get("status").asString();
    }
}
