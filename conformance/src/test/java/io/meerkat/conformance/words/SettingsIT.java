package io.meerkat.conformance.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.server.MeerkatProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server is set up by, and what not. */
class SettingsIT {
    @TempDir
    private Path folder;

    @Test
    void readsNothingThatIsNotMeantForMeerkat() throws Exception {
        for (var place : List.of("application.properties", "config/application.properties")) {
            var file = folder.resolve(place);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "server.servlet.context-path=/zz\nlogging.level.root=debug\nno.such.key=1\n");
        }
        var before = List.of(
                "env",
                "--chdir=" + folder,
                "SERVER_SERVLET_CONTEXT_PATH=/zz",
                "SPRING_APPLICATION_JSON={\"server.servlet.context-path\":\"/zz\"}",
                "SPRING_CONFIG_LOCATION=" + folder + "/",
                "LOGGING_LEVEL_ROOT=debug",
                "JAVA_TOOL_OPTIONS=-Dserver.servlet.context-path=/zz -Dserver.address=0.0.0.0");
        try (var server = MeerkatProcess.startBy(before, folder.resolve("data"))) {
            assertThat(status(server.uri(), "/v1/config?warehouse=default")).isEqualTo(200);
            assertThat(status(server.uri(), "/zz/v1/config?warehouse=default")).isEqualTo(404);
            assertThat(server.log()).doesNotContain("DEBUG");
        }
    }

    @Test
    void showsWhatLogLevelsAskFor() {
        try (var server = MeerkatProcess.start(folder.resolve("data"), "--logging.level.com.zaxxer.hikari=debug")) {
            assertThat(server.log()).contains("DEBUG HikariPool");
        }
    }

    private static int status(URI server, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
