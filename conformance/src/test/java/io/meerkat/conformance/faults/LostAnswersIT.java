package io.meerkat.conformance.faults;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.crash.Ledger;
import io.meerkat.conformance.crash.Load;
import io.meerkat.conformance.crash.PyIcebergWriter;
import io.meerkat.conformance.crash.Reckoning;
import io.meerkat.conformance.faults.proxy.LostAnswers;
import io.meerkat.conformance.faults.proxy.Rule;
import io.meerkat.conformance.rest.Answer;
import io.meerkat.conformance.rest.CommitLog.LoggedCommit;
import io.meerkat.conformance.rest.IdempotencyKeys;
import io.meerkat.conformance.rest.RestClient;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server has done its work, and the client does not hear of it. Two servers, in {@code target/lost-answers}. */
@Tag("faults")
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the servers must be started here")
class LostAnswersIT {
    private static final int REQUESTS = 25;
    private static final int ACKNOWLEDGED = 300;
    private static final int APPENDS = 30;

    @AutoClose
    private static Fleet fleet;

    @BeforeAll
    static void start() {
        fleet = Fleet.start(Path.of("target", "lost-answers"), 2);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void whatIsRepeatedOnAnotherNodeIsAnsweredAsItWasTheFirstTime(long seed) {
        var losing = new LostAnswers(new Random(seed), 2);
        var name = "again" + Long.toString(seed, 36);
        try (var here = new RestClient(fleet.fronts().getFirst());
                var there = new RestClient(fleet.servers().getLast())) {
            there.mustPost("/v1/namespaces", namespace(name));
            there.mustPost("/v1/namespaces/%s/tables".formatted(name), table("t", "x"));
            fleet.node(0).front().obey(losing);
            for (int i = 0; i < REQUESTS; i++) {
                var path = "/v1/namespaces/%s/tables/t".formatted(name);
                var body = commit(List.of(), setProperty("tag_%s_%d".formatted(name, i)));
                requireOneOutcome(here, there, path, body, "tag_%s_%d".formatted(name, i));
            }
        }
        assertThat(losing.lost()).isBetween(1, REQUESTS - 1);
    }

    /** The commit that the repeated request is told of is the one that the first made. */
    private static void requireOneOutcome(RestClient here, RestClient there, String path, String body, String tag) {
        var key = IdempotencyKeys.next();
        var first = answer(here, path, body, key);
        var again = there.post(path, body, key);

        assertThat(again.status()).as(again.body()).isEqualTo(200);
        first.ifPresent(heard -> assertThat(again).isEqualTo(heard));
        var shown = Pattern.compile("\\b" + tag + "\\b").asPredicate();
        assertThat(fleet.log().commits().stream().filter(logged -> shown.test(logged.text())))
                .extracting(LoggedCommit::id)
                .containsExactly(again.commit().orElseThrow());
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void aRefusalThatWasLostIsRepeatedAfterItsReasonIsGone(long seed) {
        var losing = new LostAnswers(new Random(seed), 1);
        var name = "refused" + Long.toString(seed, 36);
        var key = IdempotencyKeys.next();
        try (var here = new RestClient(fleet.fronts().getFirst());
                var there = new RestClient(fleet.servers().getLast())) {
            there.mustPost("/v1/namespaces", namespace(name));
            fleet.node(0).front().obey(losing);
            assertThat(answer(here, "/v1/namespaces", namespace(name), key)).isEmpty();
            there.delete("/v1/namespaces/" + name);

            assertThat(there.post("/v1/namespaces", namespace(name), key).status())
                    .isEqualTo(409);
            assertThat(there.get("/v1/namespaces/" + name).status()).isEqualTo(404);
        }
    }

    private static Optional<Answer> answer(RestClient client, String path, String body, UUID key) {
        try {
            return Optional.of(client.post(path, body, key));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    @Tag("long")
    void allKindsOfWritersAreToldTheTruthOrNothing(long seed) {
        Clients.require();
        var random = new Random(seed);
        var round = "lost" + Long.toString(seed, 36);
        var ledger = new Ledger();
        try (var load = Load.start(fleet.fronts(), round, round, random, ledger)) {
            fleet.nodes().forEach(node -> node.front().obey(new LostAnswers(new Random(random.nextLong()), 4)));
            ledger.awaitAcknowledged(ACKNOWLEDGED);
        }
        System.out.printf("%s, every fourth answer lost: %s%n", round, ledger);
        assertThat(ledger.count(Ledger.Told.UNKNOWN)).isPositive();
        new Reckoning(fleet.servers().getFirst(), round, ledger).check(fleet.log());
    }

    /** Neither client was changed; that they ask whether a commit landed before they repeat it is up to who uses them. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    @Tag("long")
    void clientsThatLookBeforeTheyRepeatEndWithExactlyTheirRows(long seed) {
        Clients.require();
        var random = new Random(seed);
        var name = "rows" + Long.toString(seed, 36);
        try (var client = new RestClient(fleet.servers().getFirst())) {
            client.mustPost("/v1/namespaces", namespace(name));
            client.mustPost("/v1/namespaces/%s/tables".formatted(name), PyIcebergWriter.NEW_TABLE);
            client.mustPost("/v1/namespaces/%s/tables".formatted(name), table(InsistentAppends.TABLE, "x"));
        }
        var losing = new LostAnswers(new Random(random.nextLong()), 3);
        fleet.nodes().forEach(node -> node.front().obey(losing));

        var python = CompletableFuture.runAsync(
                () -> PyIcebergWriter.insist(fleet.fronts().getFirst(), name, "tag_", APPENDS));
        var java = CompletableFuture.supplyAsync(
                () -> InsistentAppends.to(fleet.fronts().getLast(), name, "tag_", APPENDS));
        python.join();
        System.out.printf(
                "%s: %d answers lost, %d commits of the Java client were unclear%n", name, losing.lost(), java.join());

        var meant =
                IntStream.range(0, APPENDS).mapToObj(number -> "tag_" + number).toList();
        assertThat(PyIcebergWriter.rows(fleet.servers().getFirst(), name)).containsExactlyInAnyOrderElementsOf(meant);
        assertThat(InsistentAppends.shown(fleet.servers().getFirst(), name)).isEqualTo(meant);
        assertThat(losing.lost()).isPositive();
    }

    @AfterEach
    void heal() {
        fleet.nodes().forEach(node -> node.front().obey(Rule.PASS));
    }
}
