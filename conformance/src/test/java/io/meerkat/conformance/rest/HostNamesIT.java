package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.namespace;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.server.FreshServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page in a browser can send requests to the loopback, under a name of its own too. It gets nothing by that. */
class HostNamesIT {
    @RegisterExtension
    private static final FreshServer SERVER =
            FreshServer.in("host-names", "--allow-host", "Catalog.example.org", "--allow-host", "10.1.2.3");

    private static final Refusals REFUSALS = new Refusals(SERVER.data());
    private static final String BODY = namespace("from_a_page");

    private static Answer send(String line, String... headers) {
        return RawHttp.send(SERVER.uri(), line, headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:1",
                "127.0.0.1:8080",
                "127.1.2.3",
                "[::1]:8080",
                "catalog.example.org",
                "10.1.2.3:80"
            })
    void servesUnderTheLoopbacksNamesAndThoseThatAreAllowed(String host) {
        assertThat(send("GET /v1/config HTTP/1.1", "Host: " + host).status()).isEqualTo(200);
        assertThat(send("GET /v1/config HTTP/1.1", "Host: localhost", "Origin: http://" + host)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example:8080",
                "10.1.2.4",
                "evil.catalog.example.org"
            })
    void refusesAnyOtherNameWhateverIsAskedForAndSaysWhatToDo(String host) {
        requireRefused(host, "Host: " + host);
        requireRefused(host, "Host: " + host, "Origin: http://localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://localhost.evil.example:8080", "null", "file://"})
    void refusesPagesOfAnyOtherSite(String origin) {
        requireRefused(origin, "Host: localhost", "Origin: " + origin);
        requireRefused(origin, "Host: catalog.example.org", "Origin: " + origin);
    }

    private static void requireRefused(String blamed, String... headers) {
        for (String line : List.of(
                "GET /v1/namespaces",
                "DELETE /v1/namespaces/default",
                "OPTIONS /v1/namespaces",
                "GET /api/v1/audit",
                "GET /metrics",
                "GET /")) {
            REFUSALS.require(403, () -> send(line + " HTTP/1.1", headers));
        }
        var refused = send("GET /v1/config HTTP/1.1", headers);
        assertThat(refused.errorType()).isEqualTo("ForbiddenException");
        assertThat(refused.errorMessage()).contains("\"" + blamed + "\"", "--allow-host");
    }

    @Test
    void refusesBeforeItLooksAtTheRequest() {
        // More than is taken, of which nothing is sent.
        var length = "Content-Length: " + (17 << 20);

        assertThat(send("POST /v1/namespaces HTTP/1.1", "Host: localhost", length)
                        .status())
                .isEqualTo(413);
        REFUSALS.require(403, () -> send("POST /v1/namespaces HTTP/1.1", "Host: evil.example", length));
    }

    @Test
    void aPagesChangeIsNotMade() {
        try (var client = new RestClient(SERVER::uri)) {
            REFUSALS.require(403, () -> client.postFrom("https://evil.example", "/v1/namespaces", BODY));
            assertThat(client.postFrom("https://catalog.example.org", "/v1/namespaces", BODY)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theNameInTheFirstLineCountsAsTheHost() {
        assertThat(send("GET http://evil.example/v1/config HTTP/1.1", "Host: localhost")
                        .status())
                .isBetween(400, 403);
        assertThat(send("GET http://evil.example/v1/config HTTP/1.0").status()).isEqualTo(403);
    }

    @Test
    void anOldClientNeedNotSayAName() {
        assertThat(send("GET /v1/config HTTP/1.0").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready"})
    void healthIsToldToWhoeverAsks(String path) {
        assertThat(send("GET %s HTTP/1.1".formatted(path), "Host: 10.9.8.7:8080")
                        .status())
                .isEqualTo(200);
    }
}
