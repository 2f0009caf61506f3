package io.meerkat.conformance.nodes;

import static io.meerkat.conformance.rest.Bodies.change;
import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static io.meerkat.conformance.rest.Bodies.transaction;
import static io.meerkat.conformance.rest.Bodies.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.rest.Snapshots;
import io.meerkat.conformance.server.MeerkatProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The oldest database that may be named: every statement of a small catalog's life, without a word of complaint. */
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the server must be started here")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "its binaries are fetched for this one only")
class OldestPostgresIT {
    private static final Path BINARIES = Path.of("target", "oldest-postgres", "postgres-linux-x86_64.txz");
    private static final int COMMITS = 10;

    @Test
    void servesACatalogThroughARestart() throws IOException {
        try (var postgres = EmbeddedPostgres.builder()
                        .setPgBinaryResolver((system, architecture) -> Files.newInputStream(BINARIES))
                        .start();
                var server = MeerkatProcess.startAfresh(
                        Path.of("target", "oldest"), "--database", postgres.getJdbcUrl("postgres", "postgres"));
                var client = new RestClient(server::uri)) {
            live(client);
            var before = client.mustGet("/v1/namespaces/a/tables/t").body();

            server.restart();

            assertThat(client.mustGet("/v1/namespaces/a/tables/t").body()).isEqualTo(before);
            assertThat(client.mustGet("/v1/namespaces/a/tables").body())
                    .contains("\"t\"")
                    .doesNotContain("\"gone\"");
            assertThat(CommitLog.read(postgres.getJdbcUrl("postgres", "postgres"))
                            .commits())
                    .hasSizeGreaterThan(COMMITS);
            assertThat(server.log()).doesNotContain("WARN", "ERROR");
        }
    }

    private static void live(RestClient client) {
        client.mustPost("/v1/namespaces", namespace("a"));
        client.mustPost("/v1/namespaces/a/tables", table("t", "p"));
        client.mustPost("/v1/namespaces/a/tables", table("gone", "p"));
        client.mustPost("/v1/namespaces/a/views", view("v"));
        for (int i = 0; i < COMMITS; i++) {
            assertThat(Snapshots.append(client, "a", "t", "tag" + i).isSuccess())
                    .isTrue();
        }
        client.mustPost("/v1/namespaces/a/tables/t", commit(List.of(), setProperty("q")));
        client.mustPost(
                "/v1/transactions/commit",
                transaction(List.of(
                        change("a", "t", List.of(), setProperty("r")),
                        change("a", "gone", List.of(), setProperty("r")))));
        assertThat(client.delete("/v1/namespaces/a/tables/gone?purgeRequested=true")
                        .isSuccess())
                .isTrue();
    }
}
