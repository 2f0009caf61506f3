package io.meerkat.conformance.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meerkat.conformance.server.MeerkatProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A purge runs by itself, on a server that was told not to wait for days, whatever happens to the server meanwhile. */
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "needs a server that purges at once")
class PurgeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AutoClose
    private static MeerkatProcess server;

    @AutoClose
    private static RestClient client;

    @BeforeAll
    static void start() {
        server = MeerkatProcess.startAfresh(Path.of("target", "purge"), "--purge-grace", "3s", "--retention", "0s");
        client = new RestClient(server.uri());
    }

    private static Path create(String namespace) {
        client.mustPost("/v1/namespaces", Bodies.namespace(namespace));
        var created = client.mustPost("/v1/namespaces/%s/tables".formatted(namespace), Bodies.table("t", "x"));
        return Path.of(
                URI.create(created.json().at("/metadata/location").asText()).getPath());
    }

    @Test
    void aPurgeThatWasAskedForSurvivesACrash() {
        var folder = create("crash");
        assertThat(client.delete("/v1/namespaces/crash/tables/t?purgeRequested=true")
                        .status())
                .isEqualTo(204);

        server.kill();
        assertThat(folder).exists();
        server.restart();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(folder).doesNotExist());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.mustGet("/api/v1/audit?action=purge_table")
                                .body())
                        .contains("crash.t"));
        assertThat(client.mustGet("/api/v1/audit?action=request_purge_table").body())
                .contains("crash.t");
        assertThat(client.mustGet("/metrics").body()).contains("meerkat_purges_stuck 0.0");
    }

    @Test
    void aTableThatIsOnlyDroppedOutlivesOneThatIsPurgedAfterIt() {
        var dropped = create("dropped");
        var purged = create("purged");
        client.delete("/v1/namespaces/dropped/tables/t");
        client.delete("/v1/namespaces/purged/tables/t?purgeRequested=true");

        await().atMost(PATIENCE).until(() -> !Files.exists(purged));

        assertThat(dropped).exists();
    }
}
