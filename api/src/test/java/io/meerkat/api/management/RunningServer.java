package io.meerkat.api.management;

import io.meerkat.api.management.DescribedExchanges.Answered;
import io.meerkat.api.management.DescribedExchanges.Sent;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on a fresh database and data folder; it ends with the process. */
public record RunningServer(String url, Database database, Path data) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final DescribedExchanges DESCRIBED = new DescribedExchanges();
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    public record Reply(
            int status, String text, Optional<String> contentType, Optional<String> etag, Optional<String> location) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }
    }

    /** One for suites that work in catalogs of their own. */
    public static RunningServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final RunningServer SERVER = start();
    }

    public static RunningServer start(Path... allowed) {
        return start(freshSource(), freshFolder(), List.of(allowed));
    }

    /** Two servers on one database and data folder. */
    static List<RunningServer> two() {
        var source = freshSource();
        var data = freshFolder();
        return List.of(start(source, data, List.of()), start(source, data, List.of()));
    }

    private static PGSimpleDataSource freshSource() {
        return (PGSimpleDataSource) TestDatabase.freshSource();
    }

    private static Path freshFolder() {
        try {
            return Files.createTempDirectory("meerkat").toRealPath();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RunningServer start(PGSimpleDataSource source, Path data, List<Path> allowed) {
        var out = new ByteArrayOutputStream();
        var options = new ServeOptions(
                0,
                data,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new DatabaseUrl(source.getUrl() + "&user=" + source.getUser())),
                allowed,
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
        return new RunningServer(url.group(), new Database(source), data);
    }

    /** What is sent to all servers, held against its description. */
    static DescribedExchanges described() {
        return DESCRIBED;
    }

    public Reply get(String path) {
        return send("GET", path, "");
    }

    public Reply delete(String path) {
        return send("DELETE", path, "");
    }

    public Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    /** Under an idempotency key. */
    public Reply post(String path, String body, UUID key) {
        return send("POST", path, body, key);
    }

    public Reply send(String method, String path, String body, UUID key) {
        return send(method, path, body, "Idempotency-Key", key.toString());
    }

    /** {@code headers}: names and values by turns. */
    public Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Reply send(String method, String path, String body, String... headers) {
        var asked = HttpRequest.newBuilder(URI.create(url + path))
                .header("User-Agent", "tests")
                .header("X-Request-Id", "request-of-the-test")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        var request = (headers.length == 0 ? asked : asked.headers(headers)).build();
        try {
            var response = CLIENT.send(request, BodyHandlers.ofString());
            DESCRIBED.check(
                    new Sent(method, request.uri(), request.headers(), body),
                    new Answered(response.statusCode(), response.headers(), response.body()));
            return new Reply(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Content-Type"),
                    response.headers().firstValue("ETag"),
                    response.headers().firstValue("Location"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
