package io.meerkat.conformance.faults;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.nodes.Sent;
import io.meerkat.conformance.nodes.Team;
import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.MeerkatProcess;
import io.meerkat.s3.S3Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** An object store that takes two seconds for each object. */
@Tag("faults")
@Tag("long")
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the server must be started here")
class SlowStoreIT {
    private static final Path DATA = Path.of("target", "slow-store");
    private static final Duration PUT = Duration.ofSeconds(2);
    private static final int REQUESTS = 3;
    private static final int LOADS = 50;

    @Test
    void commitsOfDifferentTablesWaitSideBySideAndLoadsDoNotWait() throws IOException {
        try (var store = S3Store.inMemory(0);
                var server = MeerkatProcess.startAfreshBy(environment(store), DATA, "--warehouse=s3://lake/meerkat");
                var client = new RestClient(server.uri())) {
            client.mustPost("/v1/namespaces", namespace("slow"));
            Team.writers().forEach(writer -> client.mustPost("/v1/namespaces/slow/tables", table("own" + writer, "x")));
            store.slowDown(PUT);

            var begin = Instant.now();
            var team = Team.atWork(
                    List.of(server.uri()),
                    "slow",
                    REQUESTS,
                    (to, writer, tag) ->
                            to.post("/v1/namespaces/slow/tables/own" + writer, commit(List.of(), setProperty(tag))));
            var loads = loading(client);
            assertThat(team.done()).allMatch(Sent::acknowledged);
            var took = Duration.between(begin, Instant.now());

            System.out.printf(
                    "%d commits took %s, %d loads meanwhile %s%n", team.done().size(), took, LOADS, loads);
            assertThat(took).isBetween(PUT.multipliedBy(REQUESTS), PUT.multipliedBy(REQUESTS + 3));
            assertThat(loads).isLessThan(PUT);
            team.requireOneCommitEach(CommitLog.in(DATA));
        }
    }

    private static Duration loading(RestClient client) {
        var begin = Instant.now();
        for (int i = 0; i < LOADS; i++) {
            client.mustGet("/v1/namespaces/slow/tables/own" + i % 16);
        }
        return Duration.between(begin, Instant.now());
    }

    private static List<String> environment(S3Store store) {
        return List.of(
                "env",
                "S3_ENDPOINT=" + store.uri(),
                "AWS_ACCESS_KEY_ID=test",
                "AWS_SECRET_ACCESS_KEY=not-a-secret",
                "AWS_REGION=us-east-1");
    }
}
