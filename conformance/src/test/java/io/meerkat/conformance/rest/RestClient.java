package io.meerkat.conformance.rest;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofInputStream;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Sends requests to one server and never repeats one. Paths come as they go over the wire, escapes included. A
 * connection that breaks is an {@link UncheckedIOException}: then nobody knows what the request did.
 */
public final class RestClient implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Supplier<URI> server;

    public RestClient(URI server) {
        this(() -> server);
    }

    /** For a server that starts later. */
    public RestClient(Supplier<URI> server) {
        this.server = server;
    }

    public Answer get(String path) {
        return send(request("GET", path, noBody()).build());
    }

    public Answer head(String path) {
        return send(request("HEAD", path, noBody()).build());
    }

    public Answer delete(String path) {
        return send(request("DELETE", path, noBody()).build());
    }

    public Answer post(String path, String body) {
        return send(request("POST", path, ofString(body)).build());
    }

    /** Under an idempotency key: however often it is sent, it is done once. */
    public Answer post(String path, String body, UUID key) {
        return post(path, body, key.toString());
    }

    /** With what the commit is to say. */
    public Answer postSaying(String message, String path, String body) {
        return send(request("POST", path, ofString(body))
                .header("X-Meerkat-Message", message)
                .build());
    }

    Answer post(String path, String body, String key) {
        return send("POST", path, body, key);
    }

    Answer send(String method, String path, String body, UUID key) {
        return send(method, path, body, key.toString());
    }

    private Answer send(String method, String path, String body, String key) {
        return send(request(method, path, body.isEmpty() ? noBody() : ofString(body))
                .header("Idempotency-Key", key)
                .build());
    }

    /** As a page of that site sends it. */
    Answer postFrom(String origin, String path, String body) {
        return send(
                request("POST", path, ofString(body)).header("Origin", origin).build());
    }

    /** Without saying beforehand how long the body is. */
    Answer postChunked(String path, String body) {
        return send(request("POST", path, ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))))
                .build());
    }

    /** As {@link #post(String, String)}, and a failure of the test unless it succeeds. */
    public Answer mustPost(String path, String body) {
        var answer = post(path, body);
        if (!answer.isSuccess()) {
            throw new AssertionError("POST %s was answered with %s".formatted(path, answer));
        }
        return answer;
    }

    /** As {@link #get}, and a failure of the test unless it succeeds. */
    public Answer mustGet(String path) {
        var answer = get(path);
        if (!answer.isSuccess()) {
            throw new AssertionError("GET %s was answered with %s".formatted(path, answer));
        }
        return answer;
    }

    /** With the headers of the answer. */
    HttpResponse<String> exchange(String method, String path) {
        return exchange(request(method, path, noBody()).build());
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(server.get() + path))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .method(method, body);
    }

    private Answer send(HttpRequest request) {
        var response = exchange(request);
        return new Answer(
                response.statusCode(), response.body(), response.headers().firstValue(Answer.COMMIT));
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
