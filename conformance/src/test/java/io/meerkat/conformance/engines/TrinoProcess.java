package io.meerkat.conformance.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One Trino server on loopback, coordinator and worker in one, whose catalog {@code m} is the one under test. More catalogs
 * are made by {@code CREATE CATALOG}.
 */
final class TrinoProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY_MAX = Duration.ofMinutes(2);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final Duration POLL_EVERY = Duration.ofMillis(200);

    private final Process process;
    private final URI uri;
    private final Path log;

    private TrinoProcess(Process process, URI uri, Path log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
    }

    /** Returns once it takes queries; its configuration is written to, and its log kept in, {@code folder}. */
    static TrinoProcess start(TrinoInstallation trino, URI catalog, Path folder) {
        try {
            var uri = URI.create("http://127.0.0.1:" + freePort());
            var catalogs = Files.createDirectories(folder.resolve(Path.of("etc", "catalog")));
            Files.writeString(catalogs.resolve("m.properties"), catalogProperties(catalog));
            var config = Files.writeString(folder.resolve("config.properties"), config(trino, uri));
            var log = folder.resolve("trino.log");
            var process = new ProcessBuilder(command(trino, config))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var started = new TrinoProcess(process, uri, log);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
        if (!exitsWithin(STOP_MAX)) {
            process.destroyForcibly();
        }
    }

    private static List<String> command(TrinoInstallation trino, Path config) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1500m",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dconfig=" + config,
                "-cp",
                trino.libraries() + "/*",
                "io.trino.server.TrinoServer");
    }

    private static String config(TrinoInstallation trino, URI uri) {
        return """
                node.environment=conformance
                node.bind-ip=127.0.0.1
                node.internal-address=127.0.0.1
                http-server.http.port=%d
                discovery.uri=%s
                coordinator=true
                node-scheduler.include-coordinator=true
                plugin.dir=%s
                catalog.management=dynamic
                """.formatted(uri.getPort(), uri, trino.plugins());
    }

    /** As the server tells its users to write it. */
    private static String catalogProperties(URI catalog) {
        return """
                connector.name=iceberg
                iceberg.catalog.type=rest
                iceberg.rest-catalog.uri=%s
                iceberg.rest-catalog.warehouse=default
                fs.hadoop.enabled=true
                """.formatted(catalog);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException {
        var deadline = Instant.now().plus(READY_MAX);
        try (var http = HttpClient.newHttpClient()) {
            while (!exitsWithin(POLL_EVERY) && Instant.now().isBefore(deadline)) {
                if (isReady(http)) {
                    return;
                }
            }
        }
        close();
        throw new IllegalStateException("Trino ended, or was not ready within %s, and was stopped; its log:%n%s"
                .formatted(READY_MAX, Files.readString(log)));
    }

    /** It says that it has started a moment before it knows of itself as a node on which queries can run. */
    private boolean isReady(HttpClient http) {
        try {
            var info = asked(http, HttpRequest.newBuilder(uri.resolve("/v1/info")));
            return !info.path("starting").asBoolean(true) && runsQueries(http);
        } catch (IOException e) {
            // Its port is not open yet, or what answers is not Trino itself.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Trino", e);
        }
    }

    private boolean runsQueries(HttpClient http) throws IOException, InterruptedException {
        var query = HttpRequest.newBuilder(uri.resolve("/v1/statement"))
                .header("X-Trino-User", "tests")
                .POST(BodyPublishers.ofString("SELECT 1"));
        var answer = asked(http, query);
        while (answer.hasNonNull("nextUri")) {
            answer = asked(
                    http,
                    HttpRequest.newBuilder(URI.create(answer.get("nextUri").asText())));
        }
        return answer.has("id") && !answer.has("error");
    }

    private static JsonNode asked(HttpClient http, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    }

    private boolean exitsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Trino", e);
        }
    }
}
