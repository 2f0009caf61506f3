package io.meerkat.api.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.meerkat.api.management.RunningServer;
import io.meerkat.api.management.TablesElsewhere;
import io.meerkat.api.options.LoadOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoadWordIT {
    private static final RunningServer SERVER = RunningServer.start();

    private final String catalog = catalog();
    private final TablesElsewhere elsewhere = new TablesElsewhere(
            SERVER.data().resolve("warehouse/from-elsewhere").resolve(catalog));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void sendsALongInputInPartsEachACommit() {
        run(false, namespace("a") + "\n".repeat(Parts.LINES_MAX) + elsewhere.lines("a", 5));

        assertThat(said(out))
                .startsWith("loaded 5 tables and 1 namespaces in 2 commits")
                .contains(catalog + "@");
        assertThat(said(progress)).contains("10006 lines, 5 tables, 2 commits");
    }

    @Test
    void namesAWrongLineByItsPlaceInTheWholeInputAndWhatIsLoaded() {
        var lines = namespace("a") + "\n".repeat(Parts.LINES_MAX) + "nonsense\n";

        assertThatThrownBy(() -> run(false, lines))
                .hasMessageContaining("Nothing of lines 10001 to 10002 was loaded; the 10000 lines before are.");

        assertThat(said(progress)).contains("line 10002: nonsense: this is no line of JSON");
        run(false, lines.replace("nonsense", "") + elsewhere.line("a", "t"));
        assertThat(said(out))
                .contains("loaded 1 tables and 0 namespaces in 1 commits")
                .contains("1 were there already");
    }

    @Test
    void aDryRunKnowsTheNamespacesOfEarlierPartsAndTellsOfAllLines() {
        var lines =
                namespace("a") + "wrong\n" + "\n".repeat(Parts.LINES_MAX) + elsewhere.line("a", "t") + "wrong too\n";

        assertThatThrownBy(() -> run(true, lines)).hasMessage("2 of 10004 lines cannot be loaded");

        assertThat(said(progress)).contains("line 2: wrong: ", "line 10004: wrong too: ");
        run(true, lines.replace("wrong too", "").replace("wrong", ""));
        assertThat(said(out)).startsWith("could load 1 tables and 1 namespaces in 0 commits");
        assertThat(SERVER.get("/v1/%s/namespaces/a".formatted(catalog)).status())
                .isEqualTo(404);
    }

    @Test
    void whatMayPassIsSentAgainUnderTheSameKey() throws IOException {
        var keys = new ArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            byte[] body = "{\"message\":\"busy\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(keys.size() == 1 ? 503 : keys.size() == 2 ? 500 : 409, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (var client = new LoadClient(
                new LoadOptions(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "default", "fail", false),
                Duration.ofMillis(1))) {
            var reply = client.send("{}".getBytes(StandardCharsets.UTF_8));

            assertThat(reply.status()).isEqualTo(409);
            assertThat(keys).hasSize(3).containsOnly(keys.getFirst());
            assertThat(UUID.fromString(keys.getFirst()))
                    .returns(7, UUID::version)
                    .returns(2, UUID::variant);
        } finally {
            server.stop(0);
        }
    }

    private void run(boolean dryRun, String lines) {
        Load.run(
                new LoadOptions(URI.create(SERVER.url()), catalog, "fail", dryRun),
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(progress, true, StandardCharsets.UTF_8));
    }

    private static String said(ByteArrayOutputStream by) {
        return by.toString(StandardCharsets.UTF_8);
    }

    private static String namespace(String name) {
        return "{\"namespace\":[\"%s\"]}\n".formatted(name);
    }

    private static String catalog() {
        String name = "c" + UUID.randomUUID();
        assertThat(SERVER.post("/api/v1/catalogs", "{\"name\":\"%s\"}".formatted(name))
                        .status())
                .isEqualTo(201);
        return name;
    }
}
