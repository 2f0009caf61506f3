package io.meerkat.conformance.nodes;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meerkat.conformance.crash.story.Stories;
import io.meerkat.conformance.crash.story.StoryLoad;
import io.meerkat.conformance.crash.story.StoryReckoning;
import io.meerkat.conformance.rest.Answer;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.rest.Snapshots;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two servers on one database; what they print, and their warehouse, stays in {@code target/nodes}. */
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "both servers must be started here")
class TwoNodesIT {
    private static final int REQUESTS = 25;
    private static final int RACES = 50;
    private static final int BEFORE_THE_KILL = 100;
    private static final int REQUESTS_AROUND_THE_KILL = 60;
    private static final int BRANCH_WRITERS = 6;
    private static final int MERGES = 20;
    private static final int MERGES_BEFORE_THE_KILL = 10;

    @AutoClose
    private static Nodes nodes;

    @BeforeAll
    static void start() {
        nodes = Nodes.start(Path.of("target", "nodes"));
    }

    @Test
    void writersOfTheirOwnTablesNeverNoticeEachOther() {
        makeTables("apart");

        var team = Team.atWork(
                nodes.uris(),
                "apart",
                REQUESTS,
                (client, writer, tag) -> changeProperty(client, "apart", "own" + writer, tag));

        assertThat(team.done()).allMatch(Sent::acknowledged);
        team.requireOneCommitEach(nodes.log());
    }

    @Test
    void propertiesOfOneTableAreChangedByAllAtOnce() {
        makeTables("together");

        var team = Team.atWork(
                nodes.uris(),
                "together",
                REQUESTS,
                (client, writer, tag) -> changeProperty(client, "together", "own0", tag));

        assertThat(team.done()).allMatch(Sent::acknowledged);
        team.requireOneCommitEach(nodes.log());
    }

    @Test
    void appendsToOneTableLoseByTheirRequirementOnly() {
        makeTables("appends");

        var team = Team.atWork(
                nodes.uris(),
                "appends",
                REQUESTS,
                (client, writer, tag) -> Snapshots.append(client, "appends", "own0", tag));

        assertThat(team.done())
                .allSatisfy(sent -> assertThat(sent.answer().orElseThrow())
                        .matches(answer ->
                                answer.isSuccess() || answer.errorType().equals("CommitFailedException")));
        assertThat(team.acknowledgedSoFar()).isPositive();
        team.requireOneCommitEach(nodes.log());
    }

    @Test
    void aKilledNodeIsNoticedByItsOwnClientsOnly() {
        makeTables("kill");
        var team = Team.atWork(
                nodes.uris(),
                "kill",
                REQUESTS_AROUND_THE_KILL,
                (client, writer, tag) -> changeProperty(client, "kill", "own" + writer, tag));

        await().atMost(Duration.ofSeconds(30)).until(() -> team.acknowledgedSoFar() >= BEFORE_THE_KILL);
        nodes.second().kill();
        var sent = team.done();
        nodes.second().restart();

        assertThat(sent).filteredOn(one -> one.node() == 0).allMatch(Sent::acknowledged);
        assertThat(sent)
                .filteredOn(one -> one.node() == 1)
                .allMatch(one -> one.acknowledged() || one.answer().isEmpty());
        assertThat(sent).anyMatch(one -> one.answer().isEmpty());
        team.requireOneCommitEach(nodes.log());
    }

    static LongStream seeds() {
        var seed = System.getProperty("seed", "");
        return LongStream.of(seed.isEmpty() ? new Random().nextInt(Integer.MAX_VALUE) : Long.parseLong(seed));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void mergesFromBothIntoOneBranchAreEachThereOnce(long seed) {
        var stories = new Stories();
        var catalog = "m" + Long.toString(seed, 36);
        try (var load = StoryLoad.start(nodes.uris(), catalog, BRANCH_WRITERS, new Random(seed), stories)) {
            stories.awaitMerged(MERGES);
        }

        assertThat(stories.refusals()).isEmpty();
        nodes.uris().forEach(node -> new StoryReckoning(node, catalog, stories).check());
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    @Tag("long")
    void aKilledNodeLeavesNoMergeHalfDone(long seed) {
        var stories = new Stories();
        var catalog = "k" + Long.toString(seed, 36);
        try (var load = StoryLoad.start(nodes.uris(), catalog, BRANCH_WRITERS, new Random(seed), stories)) {
            stories.awaitMerged(MERGES_BEFORE_THE_KILL);
            nodes.second().kill();
            stories.awaitMerged(stories.merged() + MERGES_BEFORE_THE_KILL);
            nodes.second().restart();
        }

        nodes.uris().forEach(node -> new StoryReckoning(node, catalog, stories).check());
    }

    @Test
    void aNamespaceIsNeverDroppedFromUnderATable() {
        try (var first = new RestClient(nodes.first().uri());
                var second = new RestClient(nodes.second().uri())) {
            for (int race = 0; race < RACES; race++) {
                var name = "race" + race;
                first.mustPost("/v1/namespaces", namespace(name));
                var dropper = race % 2 == 0 ? first : second;
                var creator = race % 2 == 0 ? second : first;

                var dropped = CompletableFuture.supplyAsync(() -> dropper.delete("/v1/namespaces/" + name));
                var created = creator.post("/v1/namespaces/%s/tables".formatted(name), table("t", "x"));

                assertThat(List.of(dropped.join().status(), created.status()))
                        .as("answers to drop and create")
                        .isIn(List.of(204, 404), List.of(409, 200));
                var there = created.isSuccess() ? 200 : 404;
                assertThat(first.get("/v1/namespaces/" + name).status()).isEqualTo(there);
                assertThat(second.get("/v1/namespaces/%s/tables/t".formatted(name))
                                .status())
                        .isEqualTo(there);
            }
        }
        nodes.log().requireLinear();
    }

    private static void makeTables(String namespace) {
        try (var client = new RestClient(nodes.first().uri())) {
            client.mustPost("/v1/namespaces", namespace(namespace));
            Team.writers()
                    .forEach(writer -> client.mustPost(
                            "/v1/namespaces/%s/tables".formatted(namespace), table("own" + writer, "x")));
        }
    }

    private static Answer changeProperty(RestClient client, String namespace, String table, String tag) {
        return client.post(
                "/v1/namespaces/%s/tables/%s".formatted(namespace, table), commit(List.of(), setProperty(tag)));
    }
}
