package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static io.meerkat.conformance.rest.Bodies.view;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meerkat.conformance.server.FreshServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading: at which address, at which moment, and no more of it than the client lacks. */
class ReadingIT {
    @RegisterExtension
    private static final FreshServer SERVER = FreshServer.in("reading");

    @AutoClose
    private static final RestClient client = new RestClient(SERVER::uri);

    @AutoClose
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(SERVER.uri() + path));
        return HTTP.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private static String etag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void aTableThatTheClientHasIsNotSentAgainUntilItChanges() throws Exception {
        client.mustPost("/v1/namespaces", namespace("etags"));
        client.mustPost("/v1/namespaces/etags/tables", table("t", "x"));
        String path = "/v1/default/namespaces/etags/tables/t";

        var first = get(path);
        assertThat(get(path, "If-None-Match", etag(first)).statusCode()).isEqualTo(304);
        assertThat(get(path, "If-None-Match", etag(first)).body()).isEmpty();
        assertThat(get(path + "?snapshots=refs", "If-None-Match", etag(first)).statusCode())
                .isEqualTo(200);

        client.mustPost("/v1/namespaces/etags/tables/t", commit(List.of(), setProperty("changed")));
        var changed = get(path, "If-None-Match", etag(first));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(etag(changed)).isNotEqualTo(etag(first));
    }

    @Test
    void aLargeTableIsSentCompressedToWhoAsksForIt() throws Exception {
        client.mustPost("/v1/namespaces", namespace("large"));
        client.mustPost("/v1/namespaces/large/tables", table("t", "x"));
        String large =
                "{\"action\":\"set-properties\",\"updates\":{\"much\":\"%s\"}}".formatted("of the same ".repeat(5_000));
        client.mustPost("/v1/namespaces/large/tables/t", commit(List.of(), large));
        String path = "/v1/default/namespaces/large/tables/t";
        var plain = get(path);
        var request = HttpRequest.newBuilder(URI.create(SERVER.uri() + path))
                .header("Accept-Encoding", "gzip")
                .build();
        var packed = HTTP.send(request, BodyHandlers.ofByteArray());

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.body()).hasSizeLessThan(plain.body().length() / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(plain.body());
        String tag = packed.headers().firstValue("ETag").orElseThrow();
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void theFilesOfATableThatSaysSoAreCompressed() throws Exception {
        client.mustPost("/v1/namespaces", namespace("zipped"));
        client.mustPost("/v1/namespaces/zipped/tables", table("t", "x"));
        String path = "/v1/namespaces/zipped/tables/t";
        String codec = "{\"action\":\"set-properties\",\"updates\":{\"write.metadata.compression-codec\":\"%s\"}}";

        var zipped = client.mustPost(path, commit(List.of(), codec.formatted("gzip")))
                .json();
        assertThat(zipped.get("metadata-location").asText()).endsWith(".gz.metadata.json");
        var file = Path.of(URI.create(zipped.get("metadata-location").asText()));
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(new JsonMapper().readTree(in)).isEqualTo(zipped.get("metadata"));
        }

        var refused = client.post(path, commit(List.of(), codec.formatted("rar")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains("write.metadata.compression-codec", "'rar'");

        var plain = client.mustPost(path, commit(List.of(), codec.formatted("none")))
                .json();
        assertThat(plain.get("metadata-location").asText()).matches(".*/00002-[^/.]*\\.metadata\\.json");
    }

    @Test
    void onlySnapshotsWithARefAreShownWhenAskedSo() {
        client.mustPost("/v1/namespaces", namespace("refs"));
        client.mustPost("/v1/namespaces/refs/tables", table("t", "x"));
        for (String tag : List.of("a", "b", "c")) {
            assertThat(Snapshots.append(client, "refs", "t", tag).status()).isEqualTo(200);
        }

        var all = client.mustGet("/v1/namespaces/refs/tables/t?snapshots=all")
                .json()
                .get("metadata");
        var refs = client.mustGet("/v1/namespaces/refs/tables/t?snapshots=refs")
                .json()
                .get("metadata");

        assertThat(all.get("snapshots")).hasSize(3);
        assertThat(refs.get("snapshots")).hasSize(1);
        assertThat(refs.get("refs")).isEqualTo(all.get("refs"));
        assertThat(client.get("/v1/namespaces/refs/tables/t?snapshots=some").status())
                .isEqualTo(400);
    }

    @Test
    void pagesOfOneListingFitTogetherWhileOthersCommit() {
        client.mustPost("/v1/namespaces", namespace("pages"));
        for (int i = 0; i < 7; i++) {
            client.mustPost("/v1/namespaces/pages/tables", table("t" + i, "x"));
        }

        var names = new ArrayList<String>();
        String token = "";
        for (int page = 0; page < 4; page++) {
            var answer = client.mustGet("/v1/namespaces/pages/tables?pageSize=2&pageToken=" + token)
                    .json();
            answer.get("identifiers")
                    .forEach(identifier -> names.add(identifier.get("name").asText()));
            assertThat(answer.get("identifiers").size()).isEqualTo(page < 3 ? 2 : 1);
            token = answer.get("next-page-token").asText();
            // One before and one behind what has been shown.
            client.mustPost("/v1/namespaces/pages/tables", table("s" + page, "x"));
            client.mustPost("/v1/namespaces/pages/tables", table("t6" + page, "x"));
        }

        assertThat(token).isEqualTo("null");
        assertThat(names).containsExactly("t0", "t1", "t2", "t3", "t4", "t5", "t6");
        assertThat(client.mustGet("/v1/namespaces/pages/tables").json().get("identifiers"))
                .hasSize(15);
    }

    @Test
    void namespacesComePageByPageToo() {
        client.mustPost("/v1/namespaces", namespace("outer"));
        for (String name : List.of("a", "b", "c")) {
            client.mustPost("/v1/namespaces", namespace("outer", name));
        }
        var first = client.mustGet("/v1/namespaces?parent=outer&pageSize=2").json();
        var last = client.mustGet("/v1/namespaces?parent=outer&pageSize=2&pageToken="
                        + first.get("next-page-token").asText())
                .json();

        assertThat(first.get("namespaces").toString()).isEqualTo("[[\"outer\",\"a\"],[\"outer\",\"b\"]]");
        assertThat(last.get("namespaces").toString()).isEqualTo("[[\"outer\",\"c\"]]");
        assertThat(last.get("next-page-token").isNull()).isTrue();
    }

    @Test
    void aCommitAndATimeOfMainCanBeReadAndNotWritten() throws Exception {
        client.mustPost("/v1/namespaces", namespace("past"));
        client.mustPost("/v1/namespaces/past/tables", table("t", "x"));
        var log =
                client.mustGet("/api/v1/branches/main/commits?catalog=default").json();
        String commit = log.get(0).get("id").asText();
        String time = log.get(0).get("time").asText();
        client.mustPost("/v1/namespaces/past/tables/t", commit(List.of(), setProperty("later")));

        assertThat(properties("/v1/default/namespaces/past/tables/t").has("later"))
                .isTrue();
        for (String past : List.of("default@" + commit, "default@main~1", "default@" + time)) {
            assertThat(properties("/v1/%s/namespaces/past/tables/t".formatted(past))
                            .has("later"))
                    .as(past)
                    .isFalse();
            var refused = client.post("/v1/%s/namespaces".formatted(past), namespace("new"));
            assertThat(refused.status()).as(past).isEqualTo(403);
            assertThat(refused.errorMessage()).contains("takes no writes");
        }
        for (String pinned : List.of(commit, "main~1")) {
            assertThat(prefix("default@" + pinned))
                    .as("what %s was when the client asked", pinned)
                    .isEqualTo("default@" + log.get(0).get("hash").asText());
        }
        assertThat(client.get("/v1/default@nowhere/namespaces").status()).isEqualTo(404);
        assertThat(client.get("/v1/default@2999-01-01T00:00:00Z/namespaces").status())
                .isEqualTo(400);
    }

    private static String prefix(String warehouse) {
        return client.mustGet("/v1/config?warehouse=" + warehouse)
                .json()
                .at("/overrides/prefix")
                .asText();
    }

    private static JsonNode properties(String path) {
        return client.mustGet(path).json().at("/metadata/properties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1",
                "/v1/default",
                "/v1/default/v1",
                "/v1/default/v1/default",
                "/v1/default/v1/default@main",
                "/v1/default@main/v1/default",
                "/api/v1/catalogs/default/iceberg/v1/default",
                "/v1/default@main",
                "/api/catalog/v1/default",
                "/api/v1/catalogs/default/iceberg/v1"
            })
    void everyMountLeadsToTheSameCatalog(String mount) {
        assertThat(client.mustGet(mount + "/namespaces")
                        .json()
                        .get("namespaces")
                        .toString())
                .contains("[\"default\"]");
    }

    @Test
    void aPlusInATimeNeedNoEscape() {
        String time = OffsetDateTime.now(ZoneOffset.ofHours(2))
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();

        assertThat(time).endsWith("+02:00");
        client.mustGet("/v1/default@%s/namespaces".formatted(time));
        client.mustGet("/v1/default@%s/namespaces".formatted(time.replace("+", "%2B")));
        client.mustGet("/v1/default@main*%s/namespaces".formatted(time));
        var prefix = client.mustGet("/v1/config?warehouse=default@" + time)
                .json()
                .at("/overrides/prefix")
                .asText();
        client.mustGet("/v1/%s/namespaces".formatted(prefix));
    }

    @Test
    void whatWasReadIsOfTheCommitThatTheAnswerNames() throws Exception {
        client.mustPost("/v1/namespaces", namespace("named"));
        client.mustPost("/v1/namespaces/named/tables", table("t", "x"));
        client.mustPost("/v1/namespaces/named/views", view("v"));
        client.mustPost("/v1/namespaces", namespace("named", "later"));
        var log = client.mustGet("/api/v1/branches/main/commits?limit=2").json();
        String newest = log.get(0).get("hash").asText();
        String before = log.get(1).get("hash").asText();

        for (String read : List.of(
                "/namespaces",
                "/namespaces/named",
                "/namespaces/named/tables",
                "/namespaces/named/tables/t",
                "/namespaces/named/tables/t?snapshots=refs",
                "/namespaces/named/tables/t/credentials",
                "/namespaces/named/views",
                "/namespaces/named/views/v")) {
            assertThat(commitOf(get("/v1/default" + read))).as(read).isEqualTo(newest);
            assertThat(commitOf(get("/v1/default@main~1" + read))).as(read).isEqualTo(before);
        }
        for (String thing : List.of("", "/tables/t", "/views/v")) {
            assertThat(commitOf(client.exchange("HEAD", "/v1/default@main~1/namespaces/named" + thing)))
                    .as(thing)
                    .isEqualTo(before);
        }
        assertThat(commitOf(get("/v1/config?warehouse=default"))).isEqualTo(newest);
        assertThat(commitOf(get("/v1/config?warehouse=default@main~1"))).isEqualTo(before);
        var known = get("/v1/namespaces/named/tables/t");
        assertThat(commitOf(get("/v1/namespaces/named/tables/t", "If-None-Match", etag(known))))
                .isEqualTo(newest);
    }

    @Test
    void allPagesAreOfTheCommitOfTheFirst() throws Exception {
        client.mustPost("/v1/namespaces", namespace("paged"));
        client.mustPost("/v1/namespaces/paged/tables", table("t0", "x"));
        client.mustPost("/v1/namespaces/paged/tables", table("t1", "x"));
        var first = get("/v1/namespaces/paged/tables?pageSize=1");
        client.mustPost("/v1/namespaces/paged/tables", table("t2", "x"));

        String token =
                new Answer(200, first.body()).json().get("next-page-token").asText();

        assertThat(commitOf(get("/v1/namespaces/paged/tables?pageSize=1&pageToken=" + token)))
                .isEqualTo(commitOf(first));
    }

    private static String commitOf(HttpResponse<String> response) {
        return response.headers().firstValue(Answer.COMMIT).orElse("none");
    }

    @Test
    void configurationSaysWhatThereIs() {
        var config = client.mustGet("/v1/config?warehouse=default").json();

        assertThat(config.at("/overrides/prefix").asText()).isEqualTo("default");
        assertThat(config.at("/overrides/namespace-separator").asText()).isEqualTo("%1F");
        assertThat(config.get("idempotency-key-lifetime").asText()).isEqualTo("PT30M");
        assertThat(config.get("endpoints").toString()).contains("POST /v1/{prefix}/transactions/commit");
        assertThat(client.get("/v1/config?warehouse=nothing").errorType()).isEqualTo("NoSuchWarehouseException");
        assertThat(client.get("/v1/config?warehouse=default@nowhere").errorMessage())
                .contains("Ref does not exist in catalog default: nowhere");
        assertThat(client.get("/v1/config?warehouse=default@2999-01-01T00:00:00Z")
                        .errorMessage())
                .contains("is in the future");
        assertThat(client.mustGet("/v1/default/v1/config")
                        .json()
                        .get("overrides")
                        .has("prefix"))
                .as("whose base address holds the catalog must not be told it again")
                .isFalse();
    }
}
