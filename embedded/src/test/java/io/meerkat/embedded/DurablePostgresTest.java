package io.meerkat.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurablePostgresTest {
    private final List<String> progress = new ArrayList<>();

    @TempDir
    private Path temporary;

    private Path data;

    @BeforeEach
    void nameTheDataFolder() throws IOException {
        data = temporary.toRealPath().resolve("data");
    }

    @Test
    void keepsWhatWasCommittedAndItsPortFromRunToRun() throws Exception {
        String url;
        try (var database = start()) {
            execute(database, "create table t as select 7 as n");
            url = database.jdbcUrl();
        }
        try (var database = start()) {
            assertThat(query(database, "select n from t")).isEqualTo("7");
            assertThat(database.jdbcUrl()).isEqualTo(url);
        }
        assertThat(Postmaster.running(cluster())).isEmpty();
    }

    @Test
    void isDurableAndReachableByItsPasswordOnLoopbackOnly() throws Exception {
        try (var database = start()) {
            assertThat(query(database, "show fsync")).isEqualTo("on");
            assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "show full_page_writes")).isEqualTo("on");
            assertThat(query(database, "show data_checksums")).isEqualTo("on");
            assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(database, "show unix_socket_directories")).isEmpty();
            assertThat(query(database, "select 'a' > 'B'"))
                    .as("order by code point")
                    .isEqualTo("t");
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "guessed"))
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres.password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesToRunWhenSomeoneSwitchedItsDurabilityOff() throws Exception {
        try (var database = start()) {
            execute(database, "alter system set fsync = off");
            execute(database, "alter database meerkat set synchronous_commit = off");
        }
        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("synchronous_commit is off and must be on");
        assertThat(Postmaster.running(cluster())).isEmpty();
    }

    @Test
    void refusesASecondMeerkatOnTheSameFolderInThisProcessAndInAnother() throws Exception {
        try (var database = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("in use by another Meerkat, process "
                            + ProcessHandle.current().pid());
            assertThat(OtherProcess.on(data).refusal())
                    .contains("in use by another Meerkat, process "
                            + ProcessHandle.current().pid());
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void replacesTheServerThatAKilledMeerkatLeftBehind() throws Exception {
        var other = OtherProcess.on(data);
        other.awaitReady();
        other.kill();
        var orphan = Postmaster.running(cluster()).orElseThrow();

        var before = Instant.now();
        try (var database = start()) {
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(orphan.isAlive()).isFalse();
            assertThat(query(database, "select n from written_by_other")).isEqualTo("1");
            assertThat(progress).anyMatch(line -> line.contains("process " + orphan.pid()));
        }
    }

    @Test
    void takesNoStrangerForItsServerThatHasInheritedTheProcessNumber() throws Exception {
        start().close();
        var stranger = ProcessHandle.current().pid();
        Files.writeString(cluster().resolve("postmaster.pid"), stranger + "\n" + cluster() + "\n");

        try (var database = start()) {
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsAServerAgainThatDiesUnderIt() throws Exception {
        try (var database = start()) {
            execute(database, "create table t as select 7 as n");
            var killed = Postmaster.running(cluster()).orElseThrow();
            ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();

            assertThat(awaitQuery(database, "select n from t")).isEqualTo("7");
            assertThat(Postmaster.running(cluster())).get().isNotEqualTo(killed);
        }
        assertThat(Postmaster.running(cluster())).isEmpty();
    }

    @Test
    void waitsForSessionsThatOutliveTheirKilledServer() throws Exception {
        try (var database = start();
                var sessions = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = sessions.submit(() -> query(database, "select count(*) from generate_series(1, 20000000)"));
            awaitQuery(database, "select 'busy' from pg_stat_activity where query like 'select count%'");
            ProcessHandle.of(Postmaster.running(cluster()).orElseThrow().pid())
                    .orElseThrow()
                    .destroyForcibly();

            assertThat(awaitQuery(database, "select 'served'")).isEqualTo("served");
        }
    }

    @Test
    void choosesAnotherPortWhenItsOwnIsTaken() throws Exception {
        start().close();
        var taken =
                Integer.parseInt(Files.readString(data.resolve("postgres.port")).strip());

        try (var _ = new ServerSocket(taken, 1, InetAddress.ofLiteral("127.0.0.1"));
                var database = start()) {
            assertThat(database.jdbcUrl()).doesNotContain(":" + taken + "/");
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesTheFilesOfAnotherMajorVersionAndLeavesThemAlone() throws Exception {
        start().close();
        var version = cluster().resolve("PG_VERSION");
        Files.writeString(version, "17\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContainingAll(cluster().toString(), "PostgreSQL 17", "PostgreSQL 18", "--database");

        Files.writeString(version, "18\n");
        start().close();
    }

    @Test
    void refusesAFolderOfSomethingElse() throws Exception {
        Files.createDirectories(cluster());
        Files.writeString(cluster().resolve("letter.txt"), "mine");

        assertThatThrownBy(this::start).hasMessageContaining("holds files but no PostgreSQL database");
        assertThat(cluster().resolve("letter.txt")).hasContent("mine");
    }

    @Test
    void beginsAnewWhenItsFirstStartWasInterrupted() throws Exception {
        var draft = Files.createDirectories(data.resolve("postgres.new"));
        Files.writeString(draft.resolve("PG_VERSION"), "18\n");

        try (var database = start()) {
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
        assertThat(draft).doesNotExist();
    }

    @Test
    void saysWhatPostgresSaidWhenItDoesNotStart() throws Exception {
        start().close();
        Files.writeString(cluster().resolve("postgresql.conf"), "shared_buffers = 'many'\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContainingAll("shared_buffers", "many", "--database");
        assertThat(Postmaster.running(cluster())).isEmpty();
    }

    @Test
    void takesPathsWithSpacesAndRefusesThoseAShellWouldRead() throws Exception {
        data = temporary.toRealPath().resolve("a folder (mine), it's ü");
        start().close();

        data = temporary.toRealPath().resolve("$(touch x)");
        assertThatThrownBy(this::start).hasMessageContaining("Choose another with --data");
    }

    private DurablePostgres start() {
        return DurablePostgres.start(data, progress::add);
    }

    private Path cluster() {
        return data.resolve("postgres");
    }

    private static void execute(DurablePostgres database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DurablePostgres database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String awaitQuery(DurablePostgres database, String sql) throws InterruptedException {
        var deadline = Instant.now().plusSeconds(20);
        var answer = Optional.<String>empty();
        while (answer.isEmpty() && Instant.now().isBefore(deadline)) {
            try {
                answer = Optional.of(query(database, sql));
            } catch (SQLException e) {
                Thread.sleep(50);
            }
        }
        return answer.orElseThrow();
    }
}
