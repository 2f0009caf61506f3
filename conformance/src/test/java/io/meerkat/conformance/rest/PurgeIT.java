package io.meerkat.conformance.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meerkat.conformance.server.FreshServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A purge runs by itself, on a server that was told not to wait for days, whatever happens to the server meanwhile. */
class PurgeIT {
    @RegisterExtension
    private static final FreshServer SERVER = FreshServer.in("purge", "--purge-grace", "3s", "--retention", "0s");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @AutoClose
    private static final RestClient client = new RestClient(SERVER::uri);

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

        SERVER.process().kill();
        assertThat(folder).exists();
        SERVER.process().restart();

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
