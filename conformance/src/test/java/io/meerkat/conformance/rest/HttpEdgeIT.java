package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.assertUuid;
import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meerkat.conformance.server.FreshServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client library would send, or none that means well. */
class HttpEdgeIT {
    @RegisterExtension
    private static final FreshServer SERVER = FreshServer.in("http-edge");

    private static final int BODY_BYTES_MAX = 16 << 20;
    private static final String TABLE = "/v1/namespaces/a/tables/t";
    private static final String SOME_UUID = "00000000-0000-4000-8000-000000000001";
    private static final String OTHER_UUID = "00000000-0000-4000-8000-000000000002";
    private static final Refusals REFUSALS = new Refusals(SERVER.data());

    @AutoClose
    private static final RestClient client = new RestClient(SERVER::uri);

    @BeforeAll
    static void start() {
        client.mustPost("/v1/namespaces", namespace("a"));
        client.mustPost("/v1/namespaces/a/tables", table("t", "x"));
    }

    static Stream<Arguments> malformed() {
        var noJson = Stream.of("", "{", "null", "[]", "7", "\"text\"", "{}}{", "{\"namespace\":", "\u0000", "<xml/>")
                .flatMap(body -> Stream.of("/v1/namespaces", "/v1/namespaces/a/tables", TABLE, "/v1/tables/rename")
                        .map(path -> arguments(path, body)));
        var wrong = Stream.of(
                arguments("/v1/namespaces", "{}"),
                arguments("/v1/namespaces", "{\"namespace\":\"a\"}"),
                arguments("/v1/namespaces", "{\"namespace\":[]}"),
                arguments("/v1/namespaces", "{\"namespace\":[1]}"),
                arguments("/v1/namespaces", "{\"namespace\":[null]}"),
                arguments("/v1/namespaces", "{\"namespace\":[\"b\"],\"properties\":{\"k\":null}}"),
                arguments("/v1/namespaces", "{\"namespace\":[\"b\"],\"properties\":[]}"),
                arguments("/v1/namespaces/a/properties", "{\"updates\":[\"k\"]}"),
                arguments("/v1/namespaces/a/tables", "{}"),
                arguments("/v1/namespaces/a/tables", "{\"name\":\"u\"}"),
                arguments("/v1/namespaces/a/tables", "{\"name\":\"u\",\"schema\":{\"type\":\"struct\",\"fields\":7}}"),
                arguments("/v1/namespaces/a/tables", "{\"name\":\"u\",\"schema\":%s}".formatted(twoColumnsOfOneName())),
                arguments("/v1/namespaces/a/tables", newTable("\"properties\":{\"format-version\":\"4\"}")),
                arguments(
                        "/v1/namespaces/a/tables",
                        newTable("\"stage-create\":true,\"properties\":{\"format-version\":\"4\"}")),
                arguments("/v1/namespaces/a/tables", newTable("\"properties\":{\"format-version\":\"99\"}")),
                arguments("/v1/namespaces/a/tables", newTable("\"properties\":{\"format-version\":\"0\"}")),
                arguments("/v1/namespaces/a/tables", newTable("\"properties\":{\"format-version\":\"-1\"}")),
                arguments("/v1/namespaces/a/tables", newTable("\"properties\":{\"format-version\":2}")),
                arguments("/v1/namespaces/a/tables", newTable("\"stage-create\":5")),
                arguments("/v1/namespaces/a/tables", "{\"name\":5,\"schema\":%s}".formatted(Bodies.schema())),
                arguments("/v1/namespaces/a/tables", "{\"name\":true,\"schema\":%s}".formatted(Bodies.schema())),
                arguments("/v1/namespaces/a/views", Bodies.view("u").replace("\"version-id\":1", "\"version-id\":-1")),
                arguments("/v1/namespaces/a/views", Bodies.view("u").replace("\"version-id\":1", "\"version-id\":-2")),
                arguments("/v1/namespaces/a/views", Bodies.view("u").replace("\"sql\",\"sql\"", "\"other\",\"sql\"")),
                arguments("/v1/namespaces/a/tables", newTable("\"properties\":{\"format-version\":\"two\"}")),
                arguments("/v1/namespaces/a/tables", newTable("\"partition-spec\":%s".formatted(specOfNoColumn()))),
                arguments("/v1/namespaces/a/register", "{\"name\":\"u\"}"),
                arguments("/v1/transactions/commit", "{}"),
                arguments("/v1/transactions/commit", "{\"table-changes\":[%s]}".formatted(commit(List.of()))),
                arguments("/v1/transactions/commit", "{\"table-changes\":[%s]}".formatted(emptyChange())),
                arguments(TABLE, "{}"),
                arguments(TABLE, "{\"requirements\":[]}"),
                arguments(TABLE, "{\"updates\":[]}"),
                arguments(TABLE, "{\"requirements\":null,\"updates\":[]}"),
                arguments(TABLE, "{\"requirements\":{},\"updates\":[]}"),
                arguments(TABLE, commit(List.of(), "{\"action\":\"grow-wings\"}")),
                arguments(TABLE, commit(List.of(), "{\"action\":7}")),
                arguments(TABLE, commit(List.of(), "{}")),
                arguments(TABLE, commit(List.of(), "null")),
                arguments(TABLE, commit(List.of(), "{\"action\":\"set-properties\"}")),
                arguments(TABLE, commit(List.of(), "{\"action\":\"set-current-schema\",\"schema-id\":77}")),
                arguments(TABLE, commit(List.of(), "{\"action\":\"upgrade-format-version\",\"format-version\":1}")),
                arguments(TABLE, commit(List.of(), "{\"action\":\"upgrade-format-version\",\"format-version\":4}")),
                arguments(TABLE, commit(List.of(), "{\"action\":\"upgrade-format-version\",\"format-version\":9}")),
                arguments(TABLE, commit(List.of(), addColumn(0))),
                arguments(TABLE, commit(List.of(), snapshot(5, 5, LIST), moveMain(5))),
                arguments(TABLE, commit(List.of(), snapshot(3, 4, LIST), snapshot(4, 3, LIST), moveMain(4))),
                arguments(TABLE, commit(List.of(), snapshot(5, 5, LIST))),
                arguments(TABLE, commit(List.of(), snapshot(3, 4, LIST), snapshot(4, 3, LIST))),
                arguments(TABLE, commit(List.of(), snapshot(3, 4, "\"manifests\":[]"))),
                arguments(TABLE, commit(List.of(), snapshot(3, 4, LIST).replace("append", "zzz"))),
                arguments("/v1/namespaces/a/tables", ofType("decimal(0,0)", "")),
                arguments("/v1/namespaces/a/tables", ofType("double", ",\"write-default\":1e400")),
                arguments("/v1/namespaces/a/tables", ofType("float", ",\"write-default\":-1e400")),
                arguments("/v1/namespaces/a/tables", newTable("\"partition-spec\":%s".formatted(specOf("bucket[-1]")))),
                arguments("/v1/namespaces/a/tables", newTable("\"partition-spec\":%s".formatted(specOf("truncate")))),
                arguments(TABLE, commit(List.of(), addColumn(Integer.MIN_VALUE))),
                arguments(
                        "/v1/namespaces/a/tables/new",
                        created("{\"action\":\"upgrade-format-version\",\"format-version\":4}")),
                arguments(
                        "/v1/namespaces/a/tables/new",
                        created("{\"action\":\"upgrade-format-version\",\"format-version\":0}")),
                arguments("/v1/namespaces/a/tables/new", created(assignUuid("zz"))),
                arguments("/v1/namespaces/a/tables/new", created(assignUuid("1-1-1-1-1"))),
                arguments("/v1/namespaces/a/tables/new", created(assignUuid(SOME_UUID), assignUuid(OTHER_UUID))),
                arguments(TABLE, commit(List.of(), assignUuid("zz"))),
                arguments(TABLE, commit(List.of(), assignUuid(SOME_UUID))),
                arguments(TABLE, commit(List.of(), "{\"action\":\"assign-uuid\"}")),
                arguments(TABLE, commit(List.of(), "{\"action\":\"add-snapshot\",\"snapshot\":{}}")),
                arguments(
                        TABLE,
                        commit(
                                List.of(),
                                "{\"action\":\"set-snapshot-ref\",\"ref-name\":\"main\",\"type\":\"branch\",\"snapshot-id\":5}")),
                arguments(TABLE, commit(List.of("{\"type\":\"assert-sunshine\"}"), setProperty("p"))),
                arguments(TABLE, commit(List.of("{\"type\":\"assert-table-uuid\"}"), setProperty("p"))),
                arguments(TABLE, commit(List.of("{}"), setProperty("p"))),
                arguments(TABLE, commit(List.of("null"), setProperty("p"))));
        return Stream.concat(noJson, wrong);
    }

    @Test
    void whatIsWrongIsNamed() {
        var number = REFUSALS.require(
                400,
                () -> client.post(
                        TABLE,
                        commit(
                                List.of(),
                                "{\"action\":\"set-properties\",\"updates\":{\"write.metadata.previous-versions-max\":\"abc\"}}")));
        assertThat(number.errorMessage()).contains("write.metadata.previous-versions-max", "'abc'");
        var version = REFUSALS.require(
                400,
                () -> client.post("/v1/namespaces/a/tables", newTable("\"properties\":{\"format-version\":\"0\"}")));
        assertThat(version.errorMessage()).contains("version 0", "1 to 3");
        var nested = REFUSALS.require(400, () -> client.post(TABLE, "[".repeat(2_000)));
        assertThat(nested.errorMessage()).doesNotContain("REDACTED", "StreamRead");
        assertThat(REFUSALS.require(400, () -> client.post("/v1/namespaces", "{\"a\":" + "[".repeat(2_000)))
                        .errorMessage())
                .doesNotContain("REDACTED", "StreamRead");
    }

    @Test
    void aPartitionFieldNeedNotBringItsId() {
        client.mustPost("/v1/namespaces/a/tables", table("parted", "x"));

        var parted = client.mustPost(
                "/v1/namespaces/a/tables/parted",
                commit(
                        List.of(),
                        "{\"action\":\"add-spec\",\"spec\":{\"spec-id\":1,\"fields\":[{\"source-id\":1,\"name\":\"p\",\"transform\":\"bucket[4]\"}]}}",
                        "{\"action\":\"set-default-spec\",\"spec-id\":-1}"));

        assertThat(parted.body()).contains("\"last-partition-id\":1000", "\"field-id\":1000");
    }

    @Test
    void snapshotsThatAreNotThereAreRemovedAlready() {
        assertThat(client.mustPost(TABLE, commit(List.of(), "{\"action\":\"remove-snapshots\",\"snapshot-ids\":[77]}"))
                        .isSuccess())
                .isTrue();
    }

    private static final String LIST = "\"manifest-list\":\"file://%s/default/m.avro\""
            .formatted(SERVER.data().resolve("warehouse").toAbsolutePath());

    private static String snapshot(long id, long parent, String manifests) {
        return """
                {"action":"add-snapshot","snapshot":{"snapshot-id":%d,"parent-snapshot-id":%d,"sequence-number":%d,\
                "timestamp-ms":1900000000000,%s,"summary":{"operation":"append"},"schema-id":0}}""".formatted(id, parent, id, manifests);
    }

    private static String moveMain(long id) {
        return "{\"action\":\"set-snapshot-ref\",\"ref-name\":\"main\",\"type\":\"branch\",\"snapshot-id\":%d}"
                .formatted(id);
    }

    private static String ofType(String type, String more) {
        return """
                {"name":"u","schema":{"type":"struct","fields":[\
                {"id":1,"name":"c","required":false,"type":"%s"%s}]},"properties":{"format-version":"3"}}""".formatted(type, more);
    }

    private static String specOf(String transform) {
        return "{\"spec-id\":0,\"fields\":[{\"source-id\":1,\"field-id\":1000,\"name\":\"p\",\"transform\":\"%s\"}]}"
                .formatted(transform);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/namespaces?pageToken=eJngAKG878k8kjSs39cXOlhSg8_0eZsUqV4sWG0bEFYDIA_B",
                "/v1/namespaces?pageToken=AAAA",
                "/api/v1/audit?action=a%00b",
                "/api/v1/audit?start_time=%2B294277-01-01T00:00:00Z",
                "/api/v1/audit?end_time=-999999999-12-31T00:00:00Z",
                "/v1/config?warehouse=default@-4713-01-01T00:00:00Z",
                "/api/v1/branches/main/commits?offset=9223372036854775807"
            })
    void noParameterIsAFailureOfTheServer(String path) {
        var answer = client.get(path);

        assertThat(answer.status()).as(answer.body()).isLessThan(500);
    }

    private static String addColumn(int id) {
        return """
                {"action":"add-schema","schema":{"type":"struct","fields":[\
                {"id":1,"name":"id","type":"long","required":false},\
                {"id":%d,"name":"more","type":"long","required":false}]}}""".formatted(id);
    }

    private static String emptyChange() {
        return "{\"identifier\":{\"namespace\":[\"a\"],\"name\":\"t\"}}";
    }

    private static String assignUuid(String uuid) {
        return "{\"action\":\"assign-uuid\",\"uuid\":\"%s\"}".formatted(uuid);
    }

    /** What a client sends for a table that it staged before. */
    private static String created(String... first) {
        var updates = Stream.concat(Stream.of(first), Stream.of(Bodies.initial()));
        return commit(List.of("{\"type\":\"assert-create\"}"), updates.toArray(String[]::new));
    }

    private static String newTable(String more) {
        return "{\"name\":\"u\",\"schema\":%s,%s}".formatted(Bodies.schema(), more);
    }

    private static String twoColumnsOfOneName() {
        return """
                {"type":"struct","fields":[{"id":1,"name":"c","type":"long","required":false},\
                {"id":2,"name":"c","type":"long","required":false}]}""";
    }

    private static String specOfNoColumn() {
        return "{\"spec-id\":0,\"fields\":[{\"source-id\":9,\"field-id\":1000,\"name\":\"p\",\"transform\":\"identity\"}]}";
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatMakesNoSenseIsABadRequest(String path, String body) {
        REFUSALS.require(400, () -> client.post(path, body));
    }

    @Test
    void threeIsTheHighestFormatVersion() {
        var tables = "/v1/namespaces/a/tables";
        client.mustPost(
                tables,
                "{\"name\":\"v3\",\"schema\":%s,\"properties\":{\"format-version\":\"3\"}}".formatted(Bodies.schema()));
        client.mustPost(tables, table("upgraded", "x"));
        client.mustPost(
                tables + "/upgraded",
                commit(List.of(), "{\"action\":\"upgrade-format-version\",\"format-version\":3}"));
        client.mustPost(tables + "/made", created("{\"action\":\"upgrade-format-version\",\"format-version\":3}"));

        for (String name : List.of("v3", "upgraded", "made")) {
            assertThat(client.mustGet(tables + "/" + name)
                            .json()
                            .at("/metadata/format-version")
                            .asInt())
                    .as(name)
                    .isEqualTo(3);
            var refused = REFUSALS.require(
                    400,
                    () -> client.post(
                            tables + "/" + name,
                            commit(List.of(), "{\"action\":\"upgrade-format-version\",\"format-version\":4}")));
            assertThat(refused.errorMessage()).isEqualTo("Format version 4 is not supported: there are 1 to 3");
        }
    }

    @Test
    void aTableKeepsTheIdentityThatItWasCreatedWith() {
        var table = "/v1/namespaces/a/tables/identified";
        client.mustPost(table, created(assignUuid(SOME_UUID)));

        client.mustPost(table, commit(List.of(), assignUuid(SOME_UUID), setProperty("p")));
        REFUSALS.require(400, () -> client.post(table, commit(List.of(), assignUuid(OTHER_UUID))));

        assertThat(client.mustGet(table).json().at("/metadata/table-uuid").asText())
                .isEqualTo(SOME_UUID);
    }

    @Test
    void aPropertyCannotBeSetAndRemovedAtOnce() {
        var refused = REFUSALS.require(
                422,
                () -> client.post("/v1/namespaces/a/properties", "{\"removals\":[\"k\"],\"updates\":{\"k\":\"v\"}}"));

        assertThat(refused.errorType()).isEqualTo("UnprocessableEntityException");
        assertThat(refused.errorMessage()).contains("k");
    }

    @Test
    void fieldsThatNobodyKnowsAreIgnored() {
        client.mustPost(
                "/v1/namespaces", "{\"namespace\":[\"unknown_fields\"],\"properties\":{},\"mood\":{\"is\":\"good\"}}");
        client.mustPost(
                TABLE,
                "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":{},\"mood\":1}],\"mood\":[]}");
    }

    @Test
    void aRequirementThatFailsLeavesNothing() {
        REFUSALS.require(
                409,
                () -> client.post(
                        TABLE, commit(List.of(assertUuid("00000000-0000-4000-8000-000000000000")), setProperty("p"))));
    }

    @Test
    void aBodyMayHaveSixteenMebibytesAndNotOneByteMore() {
        client.mustPost("/v1/namespaces", padded(namespace("full"), BODY_BYTES_MAX));

        REFUSALS.require(413, () -> client.post("/v1/namespaces", padded(namespace("over"), BODY_BYTES_MAX + 1)));
        REFUSALS.require(
                413, () -> client.postChunked("/v1/namespaces", padded(namespace("over"), BODY_BYTES_MAX + 1)));
    }

    private static String padded(String body, int length) {
        return body + " ".repeat(length - body.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.5", "", "1e3", "%00"})
    void aPageSizeThatIsNoNumberAboveZeroIsABadRequest(String size) {
        REFUSALS.require(400, () -> client.get("/v1/namespaces?pageSize=" + size));
        REFUSALS.require(400, () -> client.get("/v1/namespaces/a/tables?pageToken=&pageSize=" + size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000", "10001", "2147483648", "99999999999999999999"})
    void aPageSizeMayBeAnyNumberAboveZero(String size) {
        client.mustGet("/v1/namespaces?pageSize=" + size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "%2B%2F", "0", "%F0%9F%90%BE", "..%2F..%2Fetc"})
    void aPageTokenThatIsNotOursIsABadRequest(String token) {
        REFUSALS.require(400, () -> client.get("/v1/namespaces?pageToken=" + token));
        REFUSALS.require(400, () -> client.get("/v1/namespaces/a/tables?pageToken=" + token));
    }

    @Test
    void pagesShowEverythingOnceInSpiteOfWhatHappensBetweenThem() {
        client.mustPost("/v1/namespaces", namespace("paged"));
        var tables = "/v1/namespaces/paged/tables";
        var names = IntStream.range(0, 10).mapToObj(i -> "t" + i).toList();
        names.forEach(name -> client.mustPost(tables, table(name, "x")));

        var seen = new ArrayList<String>();
        var page = client.mustGet(tables + "?pageToken=&pageSize=3").json();
        while (!page.get("next-page-token").isNull()) {
            page.get("identifiers").forEach(table -> seen.add(table.get("name").asText()));
            client.delete(tables + "/" + seen.getLast());
            client.mustPost(tables, table("a" + seen.size(), "x"));
            page = client.mustGet(tables + "?pageSize=3&pageToken="
                            + page.get("next-page-token").asText())
                    .json();
        }
        page.get("identifiers").forEach(table -> seen.add(table.get("name").asText()));

        assertThat(seen).isEqualTo(names);
    }

    @Test
    void aTokenOfOneListingIsNoneOfAnother() {
        client.mustPost("/v1/namespaces", namespace("b"));
        var token = client.mustGet("/v1/namespaces?pageSize=1")
                .json()
                .get("next-page-token")
                .asText();

        REFUSALS.require(400, () -> client.get("/v1/namespaces/a/tables?pageToken=" + token));
    }

    private static String nextPage(String path) {
        return client.mustGet(path).json().get("next-page-token").asText();
    }

    @Test
    void whatIsNotThereIsSaidByItsName() {
        REFUSALS.require(404, () -> client.get("/v1/namespaces/nowhere"));
        REFUSALS.require(404, () -> client.get("/v1/namespaces/a/tables/nothing"));
        REFUSALS.require(404, () -> client.get("/v1/nobody/namespaces"));
        REFUSALS.require(404, () -> client.get("/v1/config?warehouse=nobody"));
        REFUSALS.require(404, () -> client.get("/nothing"));
        REFUSALS.require(404, () -> client.get("/v1/namespaces/a/tables/t/u/v/w"));
        REFUSALS.require(405, () -> client.delete("/v1/namespaces"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/namespaces/%zz",
                "/v1/namespaces/%",
                "/v1/namespaces/%C3%28",
                "/v1/namespaces/a%00",
                "/v1/../../etc/passwd",
                "/v1/namespaces/a?pageSize=%zz",
                "/v1/namespaces/a b",
                "/v1/namespaces/\u00e9",
                "/v1/namespaces/%ff%fe"
            })
    void aPathThatIsNoneIsABadRequest(String path) {
        REFUSALS.require(400, () -> RawHttp.get(SERVER.uri(), path));
    }

    @Test
    void aRequestWithoutEndIsABadRequest() {
        REFUSALS.require(400, () -> RawHttp.get(SERVER.uri(), "/v1/namespaces/" + "n".repeat(100_000)));
        REFUSALS.require(
                400,
                () -> RawHttp.send(
                        SERVER.uri(),
                        "GET /v1/config HTTP/1.1",
                        "Host: " + SERVER.uri().getAuthority(),
                        "X-Long: " + "n".repeat(100_000)));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/config, GET",
        "DELETE, /v1/default/v1/config, GET",
        "PUT, /v1/namespaces, 'GET, POST'",
        "PATCH, /v1/default/namespaces/a, 'DELETE, GET, HEAD'",
        "OPTIONS, /v1/namespaces/a/tables/t, 'DELETE, GET, HEAD, POST'",
        "TRACE, /v1/namespaces/a/tables/t, 'DELETE, GET, HEAD, POST'",
        "GET, /v1/transactions/commit, POST",
        "GET, /v1/oauth/tokens, POST",
        "GET, /v1/namespaces/a/register, POST",
        "POST, /health/live, 'GET, HEAD'",
        "DELETE, /health/ready, 'GET, HEAD'",
        "TRACE, /health, 'GET, HEAD'"
    })
    void aPathThatIsThereForOtherMethodsNamesThem(String method, String path, String allowed) {
        var response = client.exchange(method, path);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(new Answer(405, response.body()).json().at("/error/code").asInt())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({"TRACE, /api/v1/catalogs, 'GET, POST'", "POST, /metrics, GET", "PUT, /api/v1/audit/count, GET"})
    void soDoesOneOfAManagementCall(String method, String path, String allowed) {
        var response = client.exchange(method, path);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(new Answer(405, response.body()).json().get("code").asInt()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/oauth/tokens", "/v1/default/v1/oauth/tokens", "/api/catalog/v1/oauth/tokens"})
    void whoAsksForATokenIsToldThatNoneIsNeeded(String path) {
        var answer = client.post(path, "grant_type=client_credentials&client_id=me&client_secret=mine");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo("unsupported_grant_type");
        assertThat(answer.json().get("error_description").asText()).contains("credential");
        Refusals.requireNoInsides(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/default/v1/other/namespaces",
                "/v1/default/v1/default/v1/default/namespaces",
                "/v1/default/v1/default@main~1/namespaces",
                "/v1/default@main~1/v1/default@main/namespaces",
                "/v1/default@main~1/v1/default/namespaces",
                "/api/v1/catalogs/default/iceberg/v1/other/namespaces",
                "/api/catalog/v1/default/v1/other/namespaces",
                "/v1/default/v1/other/config"
            })
    void onePathNamesOnePlace(String path) {
        REFUSALS.require(400, () -> client.get(path));
    }

    @Test
    void anIdempotencyKeyIsAUuidThatBelongsToOneRequest() {
        var key = IdempotencyKeys.next();
        client.post(TABLE, commit(List.of(), setProperty("by-key")), key);

        REFUSALS.require(422, () -> client.post(TABLE, commit(List.of(), setProperty("by-other")), key));
        REFUSALS.require(400, () -> client.post(TABLE, commit(List.of(), setProperty("by-no-key")), "not-a-key"));
        var metadata = client.mustGet(TABLE).json().get("metadata");
        assertThat(client.post(TABLE, commit(List.of(), setProperty("by-key")), key)
                        .json()
                        .get("metadata"))
                .isEqualTo(metadata);
    }
}
