package io.meerkat.conformance.launcher;

import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.MeerkatProcess;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "another server is under test")
class LauncherIT {
    @TempDir
    private Path folder;

    @Test
    void aServerSurvivesThatItsJarIsReplaced() throws Exception {
        var checkout = new Checkout(folder);
        Files.copy(MeerkatProcess.JAR, checkout.jar(), StandardCopyOption.REPLACE_EXISTING);
        try (var server = MeerkatProcess.startBy(checkout.launcher(), folder.resolve("data"));
                var client = new RestClient(server.uri())) {
            overwrite(checkout.jar());

            // Nothing of this was asked for before, so its classes are loaded now.
            client.mustPost("/v1/namespaces", namespace("a"));
            client.mustPost("/v1/namespaces/a/tables", table("t", "x"));
            client.mustGet("/v1/namespaces/a/tables/t");
            client.mustGet("/api/v1/branches/main/commits?catalog=default");
            assertThat(server.stop()).isIn(0, 143);
            assertThat(server.log()).doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
        }
    }

    /** In place, as build tools do. */
    private static void overwrite(Path jar) throws Exception {
        try (var file = FileChannel.open(jar, StandardOpenOption.WRITE)) {
            file.truncate(0);
        }
    }
}
