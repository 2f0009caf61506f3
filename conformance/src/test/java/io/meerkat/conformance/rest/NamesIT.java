package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.quoted;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.server.FreshServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names are whatever people call things: they come back as they went, and never reach a path as they are. */
class NamesIT {
    @RegisterExtension
    private static final FreshServer SERVER = FreshServer.in("names");

    private static final int NAME_BYTES_MAX = 255;
    private static final Refusals REFUSALS = new Refusals(SERVER.data());

    @AutoClose
    private static final RestClient client = new RestClient(SERVER::uri);

    @BeforeAll
    static void start() {
        client.mustPost("/v1/namespaces", namespace("plain"));
    }

    static Stream<String> names() {
        return Stream.of(
                "a/b",
                "/",
                "//",
                "../../etc",
                "a b",
                " a ",
                "a.b",
                ".a",
                "...",
                "a+b",
                "a%b",
                "%2F",
                "%",
                "it's",
                "\"quoted\"",
                "back\\slash",
                "a;b=c",
                "a?b#c&d",
                "a:b|c*d<e>",
                "~$HOME`id`",
                "v1",
                "namespaces",
                "tables",
                "default@main",
                "grün",
                "gru\u0308n",
                "名前",
                "\ud83d\udc3e",
                "\u202eright to left",
                "x".repeat(NAME_BYTES_MAX),
                "\u00e9".repeat(NAME_BYTES_MAX / 2));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNamespaceAndATableComeBackUnderTheirNames(String name) {
        client.mustPost("/v1/namespaces", namespace(name));
        client.mustPost("/v1/namespaces", namespace(name, name));
        for (String segment : List.of(percentEncoded(name), formEncoded(name))) {
            var at = "/v1/namespaces/" + segment;
            assertThat(client.mustGet(at).json().at("/namespace/0").asText()).isEqualTo(name);
            assertThat(client.mustGet("/v1/namespaces?parent=" + segment)
                            .json()
                            .at("/namespaces/0/1")
                            .asText())
                    .isEqualTo(name);

            var made = client.mustPost(at + "/tables", table(name, "x"));
            requireInWarehouse(made.json().get("metadata-location").asText());
            assertThat(client.mustGet(at + "/tables")
                            .json()
                            .at("/identifiers/0/name")
                            .asText())
                    .isEqualTo(name);
            assertThat(client.mustGet(at + "/tables/" + segment).json().get("metadata"))
                    .isEqualTo(made.json().get("metadata"));
            assertThat(client.head(at + "/tables/" + segment).status()).isEqualTo(204);
            assertThat(client.delete(at + "/tables/" + segment).status()).isEqualTo(204);

            var nested = at + "%1F" + segment;
            assertThat(client.mustGet(nested).json().at("/namespace/1").asText())
                    .isEqualTo(name);
        }
    }

    private static void requireInWarehouse(String location) {
        var path = Path.of(location.replaceFirst("^file:(//)?", ""));
        assertThat(path.normalize())
                .isEqualTo(path)
                .startsWith(SERVER.data().resolve("warehouse").toAbsolutePath());
        assertThat(path).isRegularFile();
    }

    @Test
    void namesThatDifferOnlyToAMachineAreDifferent() {
        var names = List.of("twin", "Twin", "twin ", "twin.", "twi\u006e\u0303", "twi\u00f1", "twin/", "twin%2F");
        names.forEach(name -> client.mustPost("/v1/namespaces/plain/tables", table(name, "x")));

        var listed = client.mustGet("/v1/namespaces/plain/tables").json().get("identifiers");
        assertThat(listed.valueStream().map(table -> table.get("name").asText()))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    static Stream<String> noNames() {
        return Stream.of(
                "",
                ".",
                "..",
                "a\u0000b",
                "line\nbreak",
                "unit\u001fseparator",
                "\u007f",
                "next\u0085line",
                "x".repeat(NAME_BYTES_MAX + 1),
                "\u00e9".repeat(NAME_BYTES_MAX / 2 + 1));
    }

    @ParameterizedTest
    @MethodSource("noNames")
    void whatIsNoNameIsABadRequestWhereverItStands(String name) {
        REFUSALS.require(400, () -> client.post("/v1/namespaces", namespace(name)));
        REFUSALS.require(400, () -> client.post("/v1/namespaces", namespace("plain", name)));
        REFUSALS.require(400, () -> client.post("/v1/namespaces/plain/tables", table(name, "x")));
        REFUSALS.require(400, () -> client.post("/v1/namespaces/plain/register", """
                {"name":%s,"metadata-location":"file:///nowhere/v1.metadata.json"}""".formatted(quoted(name))));
    }

    @Test
    void aNamespaceHasAtMostThirtyTwoLevels() {
        REFUSALS.require(
                400,
                () -> client.post(
                        "/v1/namespaces",
                        namespace(Stream.generate(() -> "deep").limit(33).toArray(String[]::new))));
    }

    private static String percentEncoded(String name) {
        var encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            encoded.append("%%%02X".formatted(octet));
        }
        return encoded.toString();
    }

    /** As a form would send it, which is what Java's client does: a space is a plus. */
    private static String formEncoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
