package io.meerkat.api.management;

import io.meerkat.api.options.DatabaseUrl;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.api.server.Server;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on a fresh database; it ends with the process. */
record RunningServer(String url, Database database) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    record Reply(int status, String text, Optional<String> contentType) {
        JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }
    }

    static RunningServer start() {
        try {
            var source = (PGSimpleDataSource) TestDatabase.freshSource();
            var out = new ByteArrayOutputStream();
            var options = new ServeOptions(
                    0,
                    Files.createTempDirectory("meerkat"),
                    Optional.of(new DatabaseUrl(source.getUrl() + "&user=" + source.getUser())),
                    List.of(),
                    Duration.ofDays(7),
                    Duration.ofDays(30),
                    Duration.ofMinutes(30),
                    Map.of());
            Server.start(options, new PrintStream(out, true, StandardCharsets.UTF_8));
            var url = URL.matcher(out.toString(StandardCharsets.UTF_8));
            if (!url.find()) {
                throw new IllegalStateException("the server does not say where it is: " + out);
            }
            return new RunningServer(url.group(), new Database(source));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Reply get(String path) {
        return send("GET", path, "");
    }

    Reply delete(String path) {
        return send("DELETE", path, "");
    }

    Reply post(String path, String body) {
        return send("POST", path, body);
    }

    private Reply send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("User-Agent", "tests")
                .header("X-Request-Id", "request-of-the-test")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var response = CLIENT.send(request, BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(), response.body(), response.headers().firstValue("Content-Type"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
