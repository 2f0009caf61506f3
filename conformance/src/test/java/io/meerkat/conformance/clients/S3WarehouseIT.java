package io.meerkat.conformance.clients;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.MeerkatProcess;
import io.meerkat.s3.S3Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A server whose tables lie in a bucket. The database is in {@code target/s3}. */
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the server must be started here")
class S3WarehouseIT {
    private static final Path DATA = Path.of("target", "s3");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "not-a-secret", "AWS_REGION", "us-east-1");

    private static S3Store store;
    private static MeerkatProcess server;
    private static RestClient client;

    @BeforeAll
    static void start() throws IOException {
        store = S3Store.inMemory(0);
        server = MeerkatProcess.startAfreshBy(
                environment(store.uri()), DATA, "--warehouse=s3://lake/meerkat", "--purge-grace=0", "--retention=0");
        client = new RestClient(server::uri);
        client.mustPost("/v1/namespaces", namespace("a"));
    }

    private static List<String> environment(URI endpoint) {
        return Stream.concat(
                        Stream.of("env", "S3_ENDPOINT=" + endpoint),
                        CREDENTIALS.entrySet().stream().map(variable -> variable.getKey() + "=" + variable.getValue()))
                .toList();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
        store.close();
    }

    private static long objects(String table) {
        return store.names().stream()
                .filter(name -> name.contains("/a/" + table + "-"))
                .count();
    }

    @TestFactory
    Stream<? extends DynamicNode> pyIcebergReadsAndWritesThere() {
        return PythonSuites.prepare()
                .map(PythonTests::missing)
                .orElseGet(() ->
                        PythonTests.shown(PythonSuites.run(server.uri(), List.of("test_pyiceberg"), CREDENTIALS)));
    }

    @Test
    void eachCommitWritesItsMetadataFileIntoTheBucket() {
        client.mustPost("/v1/namespaces/a/tables", table("files", "p"));
        assertThat(client.mustPost("/v1/namespaces/a/tables/files", commit(List.of(), setProperty("q")))
                        .body())
                .contains("\"metadata-location\":\"s3://lake/meerkat/default/a/files-");

        assertThat(objects("files")).isEqualTo(2);
        assertThat(client.mustGet("/v1/config").body()).contains("\"s3.endpoint\":\"" + store.uri() + "\"");
    }

    @Test
    void aPurgedTableIsDeletedFromTheBucket() {
        client.mustPost("/v1/namespaces/a/tables", table("purged", "p"));
        client.mustPost("/v1/namespaces/a/tables", table("kept", "p"));

        assertThat(client.delete("/v1/namespaces/a/tables/purged?purgeRequested=true")
                        .isSuccess())
                .isTrue();
        await().atMost(PATIENCE).until(() -> objects("purged") == 0);

        assertThat(objects("kept")).isOne();
    }

    @Test
    void whileTheStoreFailsChangesAreRefusedAndLeaveNothing() {
        client.mustPost("/v1/namespaces/a/tables", table("steady", "p"));
        var before = client.mustGet("/v1/namespaces/a/tables/steady").body();
        var names = store.names();

        store.failWith(503);
        var refused = client.post("/v1/namespaces/a/tables/steady", commit(List.of(), setProperty("q")));
        var loaded = client.get("/v1/namespaces/a/tables/steady").body();
        store.failWith(0);

        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.errorMessage()).contains("could not be written", "SlowDown");
        assertThat(loaded).isEqualTo(before);
        assertThat(store.names()).isEqualTo(names);
        assertThat(client.post("/v1/namespaces/a/tables/steady", commit(List.of(), setProperty("q")))
                        .isSuccess())
                .isTrue();
    }

    @Test
    void locationsElsewhereAreRefused() {
        for (String location :
                List.of("s3://lake/other", "s3://other/meerkat", "s3://lake/meerkat/../x", "gs://lake/a")) {
            var refused = client.post(
                    "/v1/namespaces/a/tables",
                    table("t", "p").replaceFirst("\\{", "{\"location\":\"" + location + "\","));
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        }
    }

    @Test
    void aStoreThatHoldsNothingOfTheCatalogIsNotTakenForIts() throws IOException {
        var data = Path.of("target", "s3-moved");
        MeerkatProcess.startAfreshBy(environment(store.uri()), data, "--warehouse=s3://moved/meerkat")
                .close();

        try (var other = S3Store.inMemory(0)) {
            assertThatThrownBy(() ->
                            MeerkatProcess.startBy(environment(other.uri()), data, "--warehouse=s3://moved/meerkat"))
                    .hasMessageContaining("is not the one that the database knows")
                    .hasMessageContaining("S3_ENDPOINT");
        }
    }
}
