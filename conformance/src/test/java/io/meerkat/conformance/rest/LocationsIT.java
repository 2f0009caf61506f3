package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.change;
import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.quoted;
import static io.meerkat.conformance.rest.Bodies.schema;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static io.meerkat.conformance.rest.Bodies.transaction;
import static io.meerkat.conformance.rest.Bodies.view;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meerkat.conformance.server.FreshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is written, and nothing read, where the operator did not say so. */
class LocationsIT {
    @RegisterExtension
    private static final FreshServer SERVER = FreshServer.in("locations");

    private static final Path WAREHOUSE = SERVER.data().resolve("warehouse").toAbsolutePath();
    private static final int LOCATION_BYTES_MAX = 2_048;
    private static final int PART_BYTES_MAX = 255;
    private static final String TABLES = "/v1/namespaces/a/tables";
    private static final Refusals REFUSALS = new Refusals(SERVER.data());

    @TempDir
    static Path outside;

    @AutoClose
    private static final RestClient client = new RestClient(SERVER::uri);

    private static String taken = "";

    @BeforeAll
    static void start() throws IOException {
        client.mustPost("/v1/namespaces", namespace("a"));
        taken = client.mustPost(TABLES, table("t", "x"))
                .json()
                .at("/metadata/location")
                .asText();
        Files.createSymbolicLink(WAREHOUSE.resolve("link"), outside);
        Files.createSymbolicLink(WAREHOUSE.resolve("nowhere"), WAREHOUSE.resolve("not there"));
        Files.createFile(WAREHOUSE.resolve("regular file"));
    }

    /** A location that no compression shortens. */
    private static String ofBytes(int length) {
        var random = new Random(length);
        var location = new StringBuilder("file://" + WAREHOUSE + "/");
        while (location.length() < length) {
            boolean ends = location.length() % 100 == 99 && location.length() < length - 1;
            location.append(ends ? '/' : Character.forDigit(random.nextInt(36), 36));
        }
        return location.toString();
    }

    static Stream<String> forbidden() {
        return Stream.of(
                "file:///etc/table",
                "file:/etc/table",
                "/etc/table",
                "etc/table",
                "",
                " ",
                "file:",
                "file://host/share",
                "s3://bucket/table",
                "http://127.0.0.1/table",
                "hdfs://" + WAREHOUSE,
                "FILE://" + outside,
                "file://" + WAREHOUSE + "/../table",
                "file://" + WAREHOUSE + "/x/../../table",
                "file://" + WAREHOUSE + "-beside/table",
                "file://" + WAREHOUSE + "/link/table",
                "file://" + WAREHOUSE + "/link/../link/table",
                "file://" + WAREHOUSE + "/a\u0000b",
                "file://" + WAREHOUSE + "/a\nb",
                "file://" + WAREHOUSE + "/a\u007fb",
                "file://" + WAREHOUSE + "/a\u0085b",
                "file://" + WAREHOUSE + "/regular file",
                "file://" + WAREHOUSE + "/regular file/table",
                "file://" + WAREHOUSE + "/nowhere/table",
                "file://" + WAREHOUSE + "/x/" + "p".repeat(PART_BYTES_MAX + 1),
                "file://" + WAREHOUSE + "/x/" + "\u00e9".repeat(PART_BYTES_MAX / 2 + 1),
                ofBytes(LOCATION_BYTES_MAX + 1),
                ofBytes(3_000),
                ofBytes(70_000),
                "file://" + outside);
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void aTableMayNotLieThere(String location) {
        REFUSALS.require(400, () -> client.post(TABLES, tableAt(location, false)));
        REFUSALS.require(400, () -> client.post(TABLES, tableAt(location, true)));
    }

    private static Stream<String> filesElsewhere() {
        return Stream.of(
                "file:///etc/passwd",
                "/etc/passwd",
                "s3://bucket/snap.avro",
                "file://" + outside + "/snap.avro",
                "file://" + WAREHOUSE + "/../snap.avro",
                "file://" + WAREHOUSE + "/link/snap.avro");
    }

    @ParameterizedTest
    @MethodSource("filesElsewhere")
    void noFileOfATableIsNamedThere(String location) {
        String snapshot = """
                {"action":"add-snapshot","snapshot":{"snapshot-id":7,"sequence-number":1,"timestamp-ms":%d,
                 "manifest-list":%s,"summary":{"operation":"append"},"schema-id":0}}
                """.formatted(System.currentTimeMillis(), quoted(location));
        String statistics = """
                {"action":"set-statistics","snapshot-id":7,"statistics":{"snapshot-id":7,"statistics-path":%s,
                 "file-size-in-bytes":1,"file-footer-size-in-bytes":1,"blob-metadata":[]}}
                """.formatted(quoted(location));
        String partitionStatistics = """
                {"action":"set-partition-statistics","partition-statistics":{"snapshot-id":7,"statistics-path":%s,
                 "file-size-in-bytes":1}}
                """.formatted(quoted(location));
        for (String update : List.of(snapshot, statistics, partitionStatistics)) {
            REFUSALS.require(400, () -> client.post(TABLES + "/t", commit(List.of(), update)));
        }
        assertThat(client.mustGet(TABLES + "/t").json().at("/metadata/snapshots"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void aTableMayNotMoveThere(String location) {
        REFUSALS.require(
                400,
                () -> client.post(
                        TABLES + "/t",
                        commit(
                                List.of(),
                                "{\"action\":\"set-location\",\"location\":%s}".formatted(quoted(location)))));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void aTableMayNotWriteThere(String location) {
        for (var property : List.of("write.metadata.path", "write.data.path")) {
            REFUSALS.require(
                    400,
                    () -> client.post(
                            TABLES + "/t",
                            commit(
                                    List.of(),
                                    "{\"action\":\"set-properties\",\"updates\":{%s:%s}}"
                                            .formatted(quoted(property), quoted(location)))));
        }
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void aViewMayNotLieThere(String location) {
        REFUSALS.require(400, () -> client.post("/v1/namespaces/a/views", viewAt(location)));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void aNamespaceMayNotSendItsTablesThere(String location) {
        REFUSALS.require(
                400,
                () -> client.post(
                        "/v1/namespaces",
                        "{\"namespace\":[\"b\"],\"properties\":{\"location\":%s}}".formatted(quoted(location))));
        REFUSALS.require(
                400,
                () -> client.post(
                        "/v1/namespaces/a/properties", "{\"updates\":{\"location\":%s}}".formatted(quoted(location))));
    }

    @Test
    void aNamespaceMaySendItsTablesAnywhereInTheWarehouse() {
        var location = "file://" + WAREHOUSE + "/sent";

        client.mustPost(
                "/v1/namespaces",
                "{\"namespace\":[\"sent\"],\"properties\":{\"location\":%s}}".formatted(quoted(location)));

        assertThat(client.mustGet("/v1/namespaces/sent")
                        .json()
                        .at("/properties/location")
                        .asText())
                .isEqualTo(location);
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void aTableIsNotRegisteredFromThere(String location) {
        REFUSALS.require(400, () -> register(location + "/v1.metadata.json"));
    }

    @Test
    void aTableMayNotLieWithinAnother() {
        var folder = taken.substring(0, taken.lastIndexOf('/'));

        REFUSALS.require(400, () -> client.post(TABLES, tableAt(taken, false)));
        REFUSALS.require(400, () -> client.post(TABLES, tableAt(taken + "/", true)));
        REFUSALS.require(400, () -> client.post(TABLES, tableAt(taken + "/data/more", false)));
        REFUSALS.require(400, () -> client.post(TABLES, tableAt(folder, false)));
    }

    @Test
    void filesThatAreNoTableAreNotRegistered() throws IOException {
        var text = Files.readString(Path.of(client.mustGet(TABLES + "/t")
                .json()
                .get("metadata-location")
                .asText()
                .substring("file://".length())));
        var elsewhere = text.replace(taken, "file://" + outside + "/table");

        for (String content : List.of("", "{", "{}", "no JSON", text.substring(0, text.length() / 2), elsewhere)) {
            var file = Files.writeString(WAREHOUSE.resolve("foreign.metadata.json"), content);
            REFUSALS.require(400, () -> register("file://" + file));
        }
        REFUSALS.require(400, () -> register("file://" + WAREHOUSE));
        REFUSALS.require(400, () -> register("file://" + WAREHOUSE + "/nothing.metadata.json"));
    }

    @Test
    void aTableLiesWhereItsClientSaysWithinTheWarehouse() {
        var location = "file://" + WAREHOUSE + "/my own/place";

        var made = client.mustPost(TABLES, tableAt(location, false)).json();

        assertThat(made.at("/metadata/location").asText()).isEqualTo(location);
        assertThat(Path.of(made.get("metadata-location").asText().substring("file://".length())))
                .isRegularFile();
    }

    @Test
    void aLocationMayBeAsLongAsTheLimit() {
        var whole = ofBytes(LOCATION_BYTES_MAX);
        var inOnePart = "file://" + WAREHOUSE + "/parts/" + "p".repeat(PART_BYTES_MAX);

        for (String location : List.of(whole, inOnePart)) {
            client.mustPost(TABLES, tableAt(location, true));
            client.mustPost(TABLES, tableAt(location, false));
            client.mustPost(TABLES + "/u", commit(List.of(), setProperty("p")));
            client.delete(TABLES + "/u");
        }
    }

    @Test
    void aMetadataFileThatCannotBeWrittenMeansThatNothingHappened() throws IOException {
        var table = client.mustPost(TABLES, table("full", "x")).json();
        var view = client.mustPost(
                        "/v1/namespaces/a/views", view("full_view", Optional.of("file://" + WAREHOUSE + "/full-view")))
                .json();
        obstruct(table);
        obstruct(view);

        for (var answer : List.of(
                REFUSALS.require(503, () -> client.post(TABLES + "/full", commit(List.of(), setProperty("p")))),
                REFUSALS.require(
                        503,
                        () -> client.post(
                                "/v1/transactions/commit",
                                transaction(List.of(
                                        change("a", "t", List.of(), setProperty("p")),
                                        change("a", "full", List.of(), setProperty("p")))))),
                REFUSALS.require(
                        503,
                        () -> client.post("/v1/namespaces/a/views/full_view", commit(List.of(), setProperty("p")))))) {
            assertThat(answer.errorType()).isEqualTo("ServiceUnavailableException");
            assertThat(answer.errorMessage()).contains("could not be written");
        }
    }

    /** Puts a file where an object's metadata folder was. */
    private static void obstruct(JsonNode loaded) throws IOException {
        var folder = Path.of(loaded.at("/metadata/location").asText().substring("file://".length()), "metadata");
        Files.move(folder, folder.resolveSibling("metadata was here"));
        Files.createFile(folder);
    }

    @Test
    void aNewTableWhoseFoldersCannotBeMadeIsNotMade() throws IOException {
        var folder = Files.createDirectories(WAREHOUSE.resolve("occupied"));
        Files.createFile(folder.resolve("metadata"));

        for (boolean staged : List.of(true, false)) {
            REFUSALS.require(503, () -> client.post(TABLES, tableAt("file://" + folder, staged)));
        }
    }

    @Test
    void aTableThatLiesWhereANamespacePutsItsOwnIsInNobodysWay() {
        client.mustPost("/v1/namespaces", namespace("covered"));
        client.mustPost(
                TABLES,
                tableAt("file://" + WAREHOUSE + "/default/covered", false).replace("\"u\"", "\"covers\""));

        var beside = client.mustPost("/v1/namespaces/covered/tables", table("t", "p"));

        assertThat(beside.json().at("/metadata/location").asText()).startsWith("file://" + WAREHOUSE + "/default/t-");
        client.delete(TABLES + "/covers");
    }

    @Test
    void noCatalogIsMadeWithinATable() {
        client.mustPost(
                TABLES, tableAt("file://" + WAREHOUSE + "/within", false).replace("\"u\"", "\"holder\""));

        var refused = client.post("/api/v1/catalogs", "{\"name\":\"within\"}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("a.holder");
        client.delete(TABLES + "/holder");
    }

    private static Answer register(String location) {
        return client.post(
                "/v1/namespaces/a/register",
                "{\"name\":\"registered\",\"metadata-location\":%s}".formatted(quoted(location)));
    }

    private static String viewAt(String location) {
        return view("v", Optional.of(location));
    }

    private static String tableAt(String location, boolean staged) {
        return "{\"name\":\"u\",\"schema\":%s,\"location\":%s,\"stage-create\":%s}"
                .formatted(schema(), quoted(location), staged);
    }
}
