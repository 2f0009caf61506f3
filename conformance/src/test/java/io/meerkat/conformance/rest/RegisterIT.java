package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.quoted;
import static io.meerkat.conformance.rest.Bodies.schema;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
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
                .contains("Format version 4 is not supported: the highest is 3");
        assertThat(REFUSALS.require(400, () -> register(nobody)).errorMessage()).contains("not a UUID: 'zz'");
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
