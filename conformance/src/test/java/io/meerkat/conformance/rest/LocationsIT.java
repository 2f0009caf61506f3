package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.quoted;
import static io.meerkat.conformance.rest.Bodies.schema;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.server.FreshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                "file://" + outside);
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void aTableMayNotLieThere(String location) {
        REFUSALS.require(400, () -> client.post(TABLES, tableAt(location, false)));
        REFUSALS.require(400, () -> client.post(TABLES, tableAt(location, true)));
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

    private static Answer register(String location) {
        return client.post(
                "/v1/namespaces/a/register",
                "{\"name\":\"registered\",\"metadata-location\":%s}".formatted(quoted(location)));
    }

    private static String tableAt(String location, boolean staged) {
        return "{\"name\":\"u\",\"schema\":%s,\"location\":%s,\"stage-create\":%s}"
                .formatted(schema(), quoted(location), staged);
    }
}
