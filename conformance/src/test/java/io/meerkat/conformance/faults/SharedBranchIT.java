package io.meerkat.conformance.faults;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meerkat.conformance.crash.Ledger;
import io.meerkat.conformance.crash.Load;
import io.meerkat.conformance.crash.Reckoning;
import io.meerkat.conformance.faults.proxy.BrokenCommits;
import io.meerkat.conformance.faults.proxy.BrokenCommits.When;
import io.meerkat.conformance.faults.proxy.Rule;
import io.meerkat.conformance.nodes.Sent;
import io.meerkat.conformance.nodes.Team;
import io.meerkat.conformance.rest.Answer;
import io.meerkat.conformance.rest.RestClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three servers write to one branch, and something happens to one of them, or between it and the database. They are in
 * {@code target/shared-branch}.
 */
@Tag("faults")
@Tag("long")
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the servers must be started here")
class SharedBranchIT {
    private static final int NODES = 3;
    private static final int REQUESTS = 30;
    private static final int REQUESTS_AROUND_A_FAULT = 180;
    private static final int BEFORE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Longer than a transaction may stay idle (3 s) and a lock be waited for (5 s). */
    private static final Duration LONG = Duration.ofSeconds(8);

    @AutoClose
    private static Fleet fleet;

    private static BrokenCommits commits;
    private static volatile Random breaking = new Random(0);
    private static volatile int oneIn = 0;

    @BeforeAll
    static void start() {
        commits = new BrokenCommits(number -> when());
        fleet = Fleet.start(Path.of("target", "shared-branch"), NODES, () -> commits);
    }

    private static When when() {
        return oneIn == 0 || breaking.nextInt(oneIn) > 0
                ? When.NEVER
                : When.values()[1 + breaking.nextInt(When.values().length - 1)];
    }

    @AfterEach
    void heal() {
        oneIn = 0;
        fleet.node(1).server().thaw();
        fleet.nodes().forEach(node -> node.database().obey(commits));
    }

    private static Team team(String name, int requests) {
        try (var client = new RestClient(fleet.servers().getFirst())) {
            client.mustPost("/v1/namespaces", namespace(name));
            Team.writers()
                    .forEach(writer ->
                            client.mustPost("/v1/namespaces/%s/tables".formatted(name), table("own" + writer, "x")));
        }
        return Team.atWork(fleet.servers(), name, requests, (client, writer, tag) -> change(client, name, writer, tag));
    }

    private static Answer change(RestClient client, String namespace, int writer, String tag) {
        return client.post(
                "/v1/namespaces/%s/tables/own%d".formatted(namespace, writer), commit(List.of(), setProperty(tag)));
    }

    private static String name(String what, long seed) {
        return what + Long.toString(seed, 36);
    }

    private static void awaitBeginning(Team team) {
        await().atMost(PATIENCE).until(() -> team.acknowledgedSoFar() >= BEFORE);
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void writersOfTheirOwnTablesSeeNoErrorOnAnyOfThreeNodes(long seed) {
        var team = team(name("apart", seed), REQUESTS);

        assertThat(team.done()).allMatch(Sent::acknowledged);
        team.requireOneCommitEach(fleet.log());
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void allKindsOfWritersAreToldTheTruthByThreeNodes(long seed) {
        round("three", seed, () -> {});
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void aFrozenNodeIsNoticedByItsOwnClientsOnly(long seed) {
        var team = team(name("frozen", seed), REQUESTS_AROUND_A_FAULT);
        awaitBeginning(team);
        fleet.node(1).server().freeze();
        pause(LONG);
        int atFirst = team.acknowledgedSoFar();
        pause(Duration.ofSeconds(2));
        int whileFrozen = team.acknowledgedSoFar();
        fleet.node(1).server().thaw();

        assertThat(team.done())
                .filteredOn(sent -> sent.node() != 1)
                .as("of the others")
                .allMatch(Sent::acknowledged);
        assertThat(team.done())
                .filteredOn(sent -> sent.node() == 1)
                .as("of the frozen one, when it went on")
                .allMatch(sent ->
                        sent.acknowledged() || sent.answer().orElseThrow().status() == 503);
        System.out.printf("%d acknowledged when it thawed, %d at the end%n", whileFrozen, team.acknowledgedSoFar());
        assertThat(whileFrozen).as("the others did not wait for it").isGreaterThan(atFirst);
        team.requireOneCommitEach(fleet.log());
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void aNodeThatIsCutOffFromTheDatabaseSaysSoAndComesBack(long seed) {
        cutOff(name("cut", seed), Rule.CUT, true);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void aNodeWhoseDatabaseFallsSilentSaysSoAndComesBack(long seed) {
        cutOff(name("silent", seed), Rule.SWALLOW, false);
    }

    /** Whoever is not acknowledged is told 503, or 500 where a COMMIT was under way. */
    private static void cutOff(String name, Rule rule, boolean reset) {
        var team = team(name, REQUESTS_AROUND_A_FAULT);
        awaitBeginning(team);
        fleet.node(1).database().obey(rule);
        if (reset) {
            fleet.node(1).database().resetAll();
        }
        pause(Duration.ofSeconds(15));
        fleet.node(1).database().obey(commits);

        var sent = team.done();
        assertThat(sent).filteredOn(one -> one.node() != 1).allMatch(Sent::acknowledged);
        assertThat(sent)
                .filteredOn(one -> one.node() == 1)
                .allSatisfy(
                        one -> assertThat(one.answer().orElseThrow().status()).isIn(200, 500, 503));
        System.out.printf(
                "%s: %d of %d acknowledged, %d unknown%n",
                name,
                team.acknowledgedSoFar(),
                sent.size(),
                sent.stream()
                        .filter(one -> one.answer().orElseThrow().status() == 500)
                        .count());
        team.requireOneCommitEach(fleet.log());
        try (var client = new RestClient(fleet.servers().get(1))) {
            await().atMost(PATIENCE)
                    .until(() -> change(client, name, 0, "tag_%s_back".formatted(name))
                            .isSuccess());
            assertThat(client.get("/health/ready").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void aSlowWayToTheDatabaseIsNoErrorForAnybody(long seed) {
        var name = name("slow", seed);
        var team = team(name, REQUESTS);
        fleet.node(1).database().obey(Rule.delay(Duration.ofMillis(20)));

        assertThat(team.done()).allMatch(Sent::acknowledged);
        team.requireOneCommitEach(fleet.log());
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void connectionsThatBreakInCommitLoseAndDoubleNothing(long seed) {
        int before = commits.broken();
        round("commit", seed, () -> oneIn = 10);
        assertThat(commits.broken()).isGreaterThan(before);
    }

    private static void round(String what, long seed, Runnable fault) {
        Clients.require();
        var random = new Random(seed);
        breaking = new Random(random.nextLong());
        var name = name(what, seed);
        var ledger = new Ledger();
        try (var load = Load.start(fleet.servers(), name, name, random, ledger)) {
            fault.run();
            ledger.awaitAcknowledged(BEFORE * 4);
        }
        System.out.printf("%s: %s; %d commits broken so far%n", name, ledger, commits.broken());
        oneIn = 0;
        new Reckoning(fleet.servers().getFirst(), name, ledger).check(fleet.log());
    }
}
