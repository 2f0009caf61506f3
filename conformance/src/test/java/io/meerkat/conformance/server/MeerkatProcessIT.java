package io.meerkat.conformance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "another server is under test")
class MeerkatProcessIT {
    @TempDir
    Path folder;

    @Test
    void servesAsSoonAsItSaysSoAndEndsWhenAsked() throws Exception {
        try (var server = MeerkatProcess.start(folder.resolve("data"))) {
            assertThat(statusOfConfig(server.uri())).isEqualTo(200);

            // 143 is what a JVM says that ended on SIGTERM.
            assertThat(server.stop()).isIn(0, 143);
            assertThat(server.postmaster().process()).isEmpty();
        }
    }

    @Test
    void comesBackAtTheSameAddressAfterSigkill() throws Exception {
        try (var server = MeerkatProcess.start(folder.resolve("data"))) {
            var address = server.uri();
            var killed = server.pid();

            server.kill();
            server.restart();

            assertThat(server.uri()).isEqualTo(address);
            assertThat(server.pid()).isNotEqualTo(killed);
            assertThat(statusOfConfig(address)).isEqualTo(200);
        }
    }

    @Test
    void leavesNoPostgresBehindWhenClosedAfterSigkill() {
        Postmaster postmaster;
        try (var server = MeerkatProcess.start(folder.resolve("data"))) {
            postmaster = server.postmaster();

            server.kill();

            assertThat(postmaster.process()).isPresent();
        }
        assertThat(postmaster.process()).isEmpty();
    }

    private static int statusOfConfig(URI server) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var config = HttpRequest.newBuilder(server.resolve("/v1/config?warehouse=default"))
                    .build();
            return client.send(config, BodyHandlers.discarding()).statusCode();
        }
    }
}
