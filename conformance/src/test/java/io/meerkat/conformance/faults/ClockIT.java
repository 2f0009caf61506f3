package io.meerkat.conformance.faults;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.meerkat.conformance.rest.Answer;
import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.rest.IdempotencyKeys;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.rest.Snapshots;
import io.meerkat.conformance.server.MeerkatProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of the machine is set back an hour: that of the database, which commits take their time from, and that of the
 * server, which metadata takes its own from. Needs Debian's {@code libfaketime}.
 */
@Tag("faults")
@Tag("long")
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the server must be started here")
class ClockIT {
    private static final Path DATA = Path.of("target", "clock");
    private static final String TABLE = "/v1/namespaces/a/tables/t";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void historyGoesOnWhenTheClockIsSetBackAnHour() throws IOException {
        var clock = folder.resolve("clock");
        Files.writeString(clock, "+0");
        try (var server = MeerkatProcess.startAfreshBy(underClock(clock), DATA);
                var client = new RestClient(server.uri())) {
            client.mustPost("/v1/namespaces", namespace("a"));
            client.mustPost("/v1/namespaces/a/tables", table("t", "x"));
            requireDone(Snapshots.append(client, "a", "t", "tag_before_1"));
            var key = IdempotencyKeys.next();
            var first = client.post(TABLE, commit(List.of(), setProperty("keyed")), key);
            var before = client.mustGet("/api/v1/branches/main/commits?catalog=default&limit=1")
                    .json()
                    .get(0)
                    .get("hash")
                    .asText();

            Files.writeString(clock, "-3600");
            awaitSetBack(client);

            assertThat(client.post(TABLE, commit(List.of(), setProperty("keyed")), key))
                    .isEqualTo(first);
            requireDone(client.post(TABLE, commit(List.of(), setProperty("after"))));
            requireDone(client.post("/v1/namespaces/a/tables", table("new", "x")));
            requireRefused(client);
            requireHistory(client, before);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(client.mustGet("/metrics").body()).contains("meerkat_audit_lag_positions 0.0"));

            Files.writeString(clock, "+0");
            await().atMost(PATIENCE)
                    .until(() ->
                            Snapshots.append(client, "a", "new", "tag_right").isSuccess());
            requireDone(Snapshots.append(client, "a", "t", "tag_right"));
            requireHistory(client, before);
        }
    }

    /** A snapshot's time is its writer's: one that lies an hour ahead of the table's is against Iceberg's rules. */
    private static void requireRefused(RestClient client) {
        var refused = Snapshots.append(client, "a", "new", "tag_ahead");
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains("Invalid update timestamp");
        assertThat(client.mustGet("/v1/namespaces/a/tables/new").body()).doesNotContain("tag_ahead");
    }

    /** Times rise whatever clocks do, and what was there before is found again. */
    private static void requireHistory(RestClient client, String commitBefore) {
        CommitLog.in(DATA).requireLinear();
        assertThat(times(client)).isSorted().doesNotHaveDuplicates();
        assertThat(client.get("/v1/default@%s/namespaces/a/tables/t".formatted(commitBefore))
                        .status())
                .isEqualTo(200);
    }

    private static void requireDone(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static Stream<Instant> log(RestClient client) {
        return client.mustGet("/api/v1/branches/main/commits?catalog=default&limit=100")
                .json()
                .valueStream()
                .map(commit -> Instant.parse(commit.get("time").asText()));
    }

    /** Oldest first. */
    private static List<Instant> times(RestClient client) {
        return log(client).toList().reversed();
    }

    /** A table that is new now says so by its time. */
    private static void awaitSetBack(RestClient client) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            var staged = client.mustPost(
                    "/v1/namespaces/a/tables", table("staged", "x").replaceFirst("\\{", "{\"stage-create\":true,"));
            long updated = staged.json().at("/metadata/last-updated-ms").asLong();
            return Instant.ofEpochMilli(updated).isBefore(Instant.now().minus(Duration.ofMinutes(50)));
        });
    }

    private static List<String> underClock(Path file) {
        return List.of(
                "env",
                "LD_PRELOAD=" + library(),
                "FAKETIME_TIMESTAMP_FILE=" + file,
                "FAKETIME_CACHE_DURATION=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1");
    }

    private static Path library() {
        return Stream.of("x86_64", "aarch64")
                .map(machine -> Path.of("/usr/lib/%s-linux-gnu/faketime/libfaketimeMT.so.1".formatted(machine)))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> abort("no libfaketime is installed: apt-get install libfaketime"));
    }
}
