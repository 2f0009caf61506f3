package io.meerkat.conformance.faults;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meerkat.conformance.nodes.Team;
import io.meerkat.conformance.rest.Answer;
import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.MeerkatProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The disk of everything is full: of the embedded PostgreSQL, which gives up then, and of the warehouse. */
@Tag("faults")
@Tag("long")
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the server must be started here")
class FullDiskIT {
    private static final int MEGABYTES = 512;
    private static final int REQUESTS = 150;
    private static final int BEFORE = 200;
    private static final Duration FULL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void aServerWhoseDiskWasFullGoesOnByItselfWhenThereIsRoom(long seed) {
        var name = "full" + Long.toString(seed, 36);
        var data = folder.resolve("disk").resolve("data");
        try (var disk = SmallDisk.mount(folder.resolve("disk"), MEGABYTES);
                var server = MeerkatProcess.start(data);
                var client = new RestClient(server.uri())) {
            client.mustPost("/v1/namespaces", namespace(name));
            Team.writers()
                    .forEach(writer ->
                            client.mustPost("/v1/namespaces/%s/tables".formatted(name), table("own" + writer, "x")));
            var team = Team.atWork(
                    List.of(server.uri()), name, REQUESTS, (to, writer, tag) -> patient(to, name, writer, tag));
            await().atMost(PATIENCE).until(() -> team.acknowledgedSoFar() >= BEFORE);
            disk.fill();
            LockSupport.parkNanos(FULL.toNanos());
            int whenFull = team.acknowledgedSoFar();
            disk.empty();

            await().atMost(PATIENCE).until(() -> team.acknowledgedSoFar() > whenFull + BEFORE);
            var statuses = new TreeMap<Integer, Integer>();
            team.done()
                    .forEach(sent -> statuses.merge(sent.answer().orElseThrow().status(), 1, Integer::sum));
            System.out.printf("%s: %s%n", name, statuses);
            assertThat(statuses).containsKey(503);
            assertThat(statuses.keySet()).isSubsetOf(200, 500, 503);
            team.requireOneCommitEach(CommitLog.in(data));
            await().atMost(PATIENCE).until(() -> client.get("/health/ready").isSuccess());
        }
    }

    /** Who is refused waits a little, as the answer asks. */
    private static Answer patient(RestClient client, String namespace, int writer, String tag) {
        var answer = client.post(
                "/v1/namespaces/%s/tables/own%d".formatted(namespace, writer), commit(List.of(), setProperty(tag)));
        if (!answer.isSuccess()) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        return answer;
    }
}
