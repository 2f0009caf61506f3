package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.quoted;
import static io.meerkat.conformance.rest.Bodies.schema;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static io.meerkat.conformance.rest.Bodies.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.server.MeerkatProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata files that others wrote, taken in or refused by what is in them. */
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "looks into the server's own database and warehouse")
class RegisterIT {
    private static final Path DATA = Path.of("target", "register");
    private static final Path WAREHOUSE = DATA.resolve("warehouse").toAbsolutePath();
    private static final String TABLES = "/v1/namespaces/a/tables";
    private static final Refusals REFUSALS = new Refusals(DATA);

    @AutoClose
    private static MeerkatProcess server;

    @AutoClose
    private static RestClient client;

    @BeforeAll
    static void start() {
        server = MeerkatProcess.startAfresh(DATA);
        client = new RestClient(server.uri());
        client.mustPost("/v1/namespaces", namespace("a"));
        client.mustPost(TABLES, table("t", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zipped.gz.metadata.json", "zipped.metadata.json.gz", "00003-zipped.gz.metadata.json"})
    void aMetadataFileMayBeCompressedAsItsNameSays(String name) throws IOException {
        var lying = client.mustPost(TABLES, tableAt("file://" + WAREHOUSE + "/zipped " + name))
                .json();
        client.mustPost(TABLES + "/u/unregister", "");
        var text = lying.get("metadata").toString();
        var file = zipped(name, text.getBytes(StandardCharsets.UTF_8));

        assertThat(register("file://" + file).json().get("metadata")).isEqualTo(lying.get("metadata"));

        client.mustPost(TABLES + "/registered", commit(List.of(), setProperty("p")));
        client.delete(TABLES + "/registered");
    }

    @Test
    void whatCannotBeReadIsCalledWhatItIs() throws IOException {
        refusesToRegister(zipped("plain.metadata.json", "{}".getBytes(StandardCharsets.UTF_8)), "not UTF-8");
        refusesToRegister(
                Files.writeString(WAREHOUSE.resolve("broken.gz.metadata.json"), "{}"), "not compressed with gzip");
        refusesToRegister(zipped("words.gz.metadata.json", "no JSON".getBytes(StandardCharsets.UTF_8)), "not JSON");
        refusesToRegister(Files.writeString(WAREHOUSE.resolve("words.metadata.json"), "no JSON"), "not JSON");
        refusesToRegister(zipped("bomb.gz.metadata.json", new byte[300 << 20]), "more than 268435456 bytes");
    }

    private static void refusesToRegister(Path file, String why) {
        var answer = REFUSALS.require(400, () -> register("file://" + file));
        assertThat(answer.errorMessage()).contains(why);
        assertThat(REFUSALS.require(
                                400,
                                () -> client.post(
                                        "/v1/namespaces/a/register-view",
                                        "{\"name\":\"registered\",\"metadata-location\":%s}"
                                                .formatted(quoted("file://" + file))))
                        .errorMessage())
                .contains(why);
    }

    private static Path zipped(String name, byte[] content) throws IOException {
        var file = WAREHOUSE.resolve(name);
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
        return file;
    }

    @Test
    void aTableOfAFormatOrAnIdentityThatIsNoneIsNotRegistered() throws IOException {
        var three = client.mustPost(
                        TABLES,
                        "{\"name\":\"three\",\"schema\":%s,\"properties\":{\"format-version\":\"3\"}}"
                                .formatted(schema()))
                .json()
                .get("metadata")
                .toString();
        var text = client.mustGet(TABLES + "/t").json().get("metadata").toString();
        // Whole as a table of version 4 is: only its version stands against it.
        var four = file("four", three.replace("\"format-version\":3", "\"format-version\":4"));
        var nobody = file("nobody", text.replaceFirst("\"table-uuid\":\"[^\"]*\"", "\"table-uuid\":\"zz\""));

        assertThat(REFUSALS.require(400, () -> register(four)).errorMessage())
                .contains("Format version 4 is not supported: there are 1 to 3");
        assertThat(REFUSALS.require(400, () -> register(nobody)).errorMessage()).contains("not a UUID: 'zz'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "last-column-id":\\d+|"last-column-id":-1
                    "last-partition-id":\\d+|"last-partition-id":-1
                    "format-version":\\d|"format-version":0
                    "format-version":\\d|"format-version":-1
                    "current-schema-id":0|"current-schema-id":5
                    "default-spec-id":0|"default-spec-id":5
                    "default-spec-id":0|"default-spec-id":-1
                    "partition-specs":\\[\\{"spec-id":0|"partition-specs":[{"spec-id":-1
                    "default-sort-order-id":0|"default-sort-order-id":7
                    "last-updated-ms":\\d+|"last-updated-ms":4102444800000
                    "last-updated-ms":\\d+|"last-updated-ms":-9223372036854775808
                    "properties":\\{|"properties":{"write.metadata.previous-versions-max":"x",
                    "refs":\\{"main":\\{[^}]*\\}\\}|"refs":{}
                    "snapshot-id":\\d+,"type":"branch"|"snapshot-id":77,"type":"branch"
                    """)
    void aTableThatNobodyCouldUseIsNotRegistered(String found, String corrupt) throws IOException {
        for (int version = 1; version <= 2; version++) {
            refusesCorrupt(whole(version), found, corrupt);
        }
    }

    @Test
    void aTableWhoseNextRowIsBelowAllIsNotRegistered() throws IOException {
        refusesCorrupt(whole(3), "\"next-row-id\":\\d+", "\"next-row-id\":-1");
    }

    private static void refusesCorrupt(String whole, String found, String corrupt) throws IOException {
        var broken = whole.replaceFirst(found, corrupt);
        assertThat(broken).as(whole).isNotEqualTo(whole);
        var location = file("broken", broken);

        REFUSALS.require(400, () -> register(location));
    }

    /** Metadata of a table that is dropped again; with a snapshot, which those of version 3 need more for. */
    private static String whole(int version) {
        client.delete(TABLES + "/whole");
        client.mustPost(
                TABLES,
                "{\"name\":\"whole\",\"schema\":%s,\"properties\":{\"format-version\":\"%d\"}}"
                        .formatted(schema(), version));
        if (version < 3) {
            assertThat(Snapshots.append(client, "a", "whole", "tag").isSuccess())
                    .isTrue();
        }
        var text = client.mustGet(TABLES + "/whole").json().get("metadata").toString();
        client.delete(TABLES + "/whole");
        return text;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "current-version-id":1|"current-version-id":-1
                    "current-version-id":1|"current-version-id":9
                    "schemas":\\[.*\\],"versions"|"schemas":[],"versions"
                    "versions":\\[.*?\\}\\]\\}\\]|"versions":[]
                    "type":"sql"|"type":"other"
                    "view-uuid":"[^"]*"|"view-uuid":"1-1-1-1-1"
                    "view-uuid"|"properties":{"version.history.num-entries":"0"},"view-uuid"
                    "view-uuid"|"properties":{"write.metadata.path":"/etc"},"view-uuid"
                    """)
    void aViewThatNobodyCouldUseIsNotRegistered(String found, String corrupt) throws IOException {
        client.post("/v1/namespaces/a/views", view("seen"));
        var whole = client.mustGet("/v1/namespaces/a/views/seen")
                .json()
                .get("metadata")
                .toString();
        var broken = whole.replaceFirst(found, corrupt);
        assertThat(broken).as(whole).isNotEqualTo(whole);
        var location = file("broken-view", broken);

        REFUSALS.require(
                400,
                () -> client.post(
                        "/v1/namespaces/a/register-view",
                        "{\"name\":\"registered\",\"metadata-location\":%s}".formatted(quoted(location))));
    }

    private static String file(String name, String text) throws IOException {
        return "file://" + Files.writeString(WAREHOUSE.resolve(name + ".metadata.json"), text);
    }

    private static Answer register(String location) {
        return client.post(
                "/v1/namespaces/a/register",
                "{\"name\":\"registered\",\"metadata-location\":%s}".formatted(quoted(location)));
    }

    private static String tableAt(String location) {
        return "{\"name\":\"u\",\"schema\":%s,\"location\":%s}".formatted(schema(), quoted(location));
    }
}
