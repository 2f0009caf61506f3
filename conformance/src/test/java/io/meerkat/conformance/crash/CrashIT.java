package io.meerkat.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.meerkat.conformance.clients.PythonSuites;
import io.meerkat.conformance.crash.story.Stories;
import io.meerkat.conformance.crash.story.StoryLoad;
import io.meerkat.conformance.crash.story.StoryReckoning;
import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.ManyTables;
import io.meerkat.conformance.server.MeerkatProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGKILL for the server, for its PostgreSQL, or for both, under load, on one data folder, {@code target/crash}, that is left. */
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "only a server that was started here can be killed")
class CrashIT {
    private static final Path DATA = Path.of("target", "crash");
    private static final int ROUNDS = Integer.getInteger("meerkat.crash.rounds", 2);
    private static final int BEFORE_MIN = 30;
    private static final int BEFORE_MAX = 100;
    private static final int AFTER = 30;
    private static final int TOTAL_MIN = 100;
    private static final int BRANCH_WRITERS = 3;
    private static final int MERGED_AFTER = 3;
    private static final int LOADED = 3 * ManyTables.IN_NAMESPACE;

    private static final Duration LOAD_MAX = Duration.ofMinutes(1);

    @AutoClose
    private static MeerkatProcess server;

    @BeforeAll
    static void start() {
        PythonSuites.prepare().ifPresent(reason -> {
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            abort(reason);
        });
        server = MeerkatProcess.startAfresh(DATA);
    }

    static LongStream seeds() {
        var seed = System.getProperty("seed", "");
        return seed.isEmpty() ? new Random().longs(ROUNDS, 0, Integer.MAX_VALUE) : LongStream.of(Long.parseLong(seed));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void keepsItsWordWhenTheServerIsKilled(long seed) {
        round("s", seed, random -> {
            server.kill();
            server.restart();
        });
    }

    /** The server's own watchdog starts PostgreSQL again. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void keepsItsWordWhenPostgresIsKilled(long seed) {
        round("p", seed, CrashIT::killPostgres);
    }

    /** In either order, with a moment between them that may be none. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    @Tag("long")
    void keepsItsWordWhenBothAreKilled(long seed) {
        round("b", seed, random -> {
            boolean serverFirst = random.nextBoolean();
            if (serverFirst) {
                server.kill();
                pause(Duration.ofMillis(random.nextInt(200)));
            }
            killPostgres(random);
            if (!serverFirst) {
                pause(Duration.ofMillis(random.nextInt(2_000)));
                server.kill();
            }
            server.restart();
        });
    }

    /** The first process alone, which leaves its children to notice; or all at once. */
    private static void killPostgres(Random random) {
        var postmaster = server.postmaster().process().orElseThrow();
        var children = random.nextBoolean() ? postmaster.descendants().toList() : List.<ProcessHandle>of();
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static void round(String kind, long seed, Consumer<Random> crash) {
        var random = new Random(seed);
        var round = kind + Long.toString(seed, 36);
        var ledger = new Ledger();
        var stories = new Stories();
        var servers = List.of(server.uri());
        try (var load = Load.start(servers, round, round, random, ledger);
                var branches = StoryLoad.start(servers, round, BRANCH_WRITERS, random, stories)) {
            ledger.awaitAcknowledged(random.nextInt(BEFORE_MIN, BEFORE_MAX));
            pause(Duration.ofMillis(random.nextInt(30)));
            crash.accept(random);
            stories.awaitMerged(stories.merged() + MERGED_AFTER);
            ledger.awaitAcknowledged(Math.max(ledger.acknowledged() + AFTER, TOTAL_MIN));
        }
        System.out.printf("%s, killed under load: %s%n%s%n", round, ledger, stories);
        new Reckoning(server.uri(), round, ledger).check(CommitLog.in(DATA));
        new StoryReckoning(server.uri(), round, stories).check();
    }

    /** The word waits for the server and goes on, whatever became of the part that was under way. */
    @Test
    @Tag("long")
    void aLoadGoesOnWhenItsServerWasKilled() throws IOException, InterruptedException {
        var tables = ManyTables.make(LOADED, DATA).cutBehind(ManyTables.IN_NAMESPACE);
        var said = tables.lines().resolveSibling("crash.load.said");
        var word = new ProcessBuilder(tables.word(server.uri()))
                .redirectInput(tables.lines().toFile())
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var rest = new RestClient(server.uri())) {
            var deadline = Instant.now().plus(LOAD_MAX);
            while (rest.get(ManyTables.path(0)).status() != 200 && Instant.now().isBefore(deadline)) {
                pause(Duration.ofMillis(10));
            }
            server.kill();
            server.restart();

            assertThat(word.waitFor(LOAD_MAX.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(said))
                    .startsWith("loaded %d tables and 3 namespaces in 2 commits".formatted(LOADED));
            assertThat(rest.get(ManyTables.path(LOADED - 1)).status()).isEqualTo(200);
            assertThat(tables.load(server.uri(), LOAD_MAX).text())
                    .startsWith("loaded 0 tables")
                    .contains("%d were there already".formatted(LOADED + 3));
        } finally {
            word.destroy();
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
