package io.meerkat.api.online;

import io.meerkat.api.options.LoadOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.apache.iceberg.util.UUIDUtil;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends one part after another. A part that is not answered, or answered with what may pass, is sent again under the same
 * idempotency key: if it was done already, the answer tells of that.
 */
final class LoadClient implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofMinutes(5);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final int TRIES_MAX = 30;
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
    private final URI address;
    private final Duration pauseMin;

    LoadClient(LoadOptions options) {
        this(options, Duration.ofMillis(250));
    }

    /** {@code pauseMin}: before the first repetition; each further one waits longer. */
    LoadClient(LoadOptions options, Duration pauseMin) {
        this.address = URI.create("%s/api/v1/catalogs/%s/load?existing=%s&dry_run=%s"
                .formatted(options.server(), options.catalog(), options.existing(), options.dryRun()));
        this.pauseMin = pauseMin;
    }

    record Reply(int status, JsonNode body) {
        boolean succeeded() {
            return status == 200;
        }

        String message() {
            return body.path("message").asString(body.toString());
        }
    }

    /** @throws IllegalStateException if the server does not come to a clear answer */
    Reply send(byte[] lines) {
        var request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", UUIDUtil.generateUuidV7().toString())
                .POST(BodyPublishers.ofByteArray(lines))
                .build();
        var reason = "";
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            pause(tries);
            try {
                var reply = reply(http.send(request, BodyHandlers.ofString()));
                if (reply.status() < 500) {
                    return reply;
                }
                reason = "%d: %s".formatted(reply.status(), reply.message());
            } catch (IOException e) {
                reason = e.getMessage() == null ? e.toString() : e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        throw new IllegalStateException("%s gives no answer (%s)".formatted(address, reason));
    }

    private static Reply reply(HttpResponse<String> response) {
        try {
            return new Reply(response.statusCode(), JsonMapper.shared().readTree(response.body()));
        } catch (JacksonException e) {
            return new Reply(response.statusCode(), JsonMapper.shared().createObjectNode());
        }
    }

    private void pause(int tries) {
        if (tries == 0) {
            return;
        }
        var pause = pauseMin.multipliedBy(1L << Math.min(tries - 1, 10));
        try {
            Thread.sleep(pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
