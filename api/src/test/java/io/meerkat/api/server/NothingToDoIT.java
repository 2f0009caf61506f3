package io.meerkat.api.server;

import static io.meerkat.api.server.Bodies.SCHEMA;
import static io.meerkat.api.server.Bodies.key;
import static io.meerkat.api.server.Bodies.setProperty;
import static io.meerkat.api.server.Bodies.table;
import static io.meerkat.api.server.Bodies.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.http.Answer;
import io.meerkat.storage.TestDatabase;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request that finds everything as it wants it has been answered for good: repeated, it undoes nothing. */
class NothingToDoIT {
    private static final String TABLE = "namespaces/default/tables/t";
    private static final String VIEW = "namespaces/default/views/v";
    private static final String CURRENT_SCHEMA_0 = """
            {"requirements":[],"updates":[{"action":"set-current-schema","schema-id":0}]}""";
    private static final String NEW_SCHEMA =
            """
            {"requirements":[],"updates":[
             {"action":"add-schema","schema":%s},{"action":"set-current-schema","schema-id":-1}]}""".formatted(SCHEMA.replace("]}", ",{\"id\":2,\"name\":\"y\",\"type\":\"long\",\"required\":false}]}"));
    private static final String NO_UPDATES = "{\"requirements\":[],\"updates\":[]}";

    @TempDir
    private Path data;

    private DialectUnderTest iceberg;

    @BeforeEach
    void start() {
        iceberg = DialectUnderTest.on(data, TestDatabase.freshSource());
        require(200, iceberg.post("namespaces/default/tables", table("t")));
        require(200, iceberg.post("namespaces/default/views", view("v")));
    }

    @AfterEach
    void stop() {
        iceberg.close();
    }

    @Test
    void aSchemaThatWasCurrentAlreadyIsNotMadeCurrentLater() {
        var key = key();
        var first = iceberg.send("POST", TABLE, CURRENT_SCHEMA_0, key);
        require(200, iceberg.post(TABLE, NEW_SCHEMA));

        var again = iceberg.send("POST", TABLE, CURRENT_SCHEMA_0, key);
        require(200, again);
        assertThat(location(again)).isEqualTo(location(first));
        assertThat(metadata(TABLE).get("current-schema-id").intValue()).isEqualTo(1);
    }

    @Test
    void aTableThatIsRegisteredAsItIsIsNotTakenBackLater() {
        var key = key();
        var register = "{\"name\":\"t\",\"overwrite\":true,\"metadata-location\":%s}"
                .formatted(loaded(TABLE).get("metadata-location"));
        var first = iceberg.send("POST", "namespaces/default/register", register, key);
        require(200, iceberg.post(TABLE, setProperty("p")));

        requireSame(first, iceberg.send("POST", "namespaces/default/register", register, key));
        assertThat(metadata(TABLE).get("properties").has("p")).isTrue();
    }

    @Test
    void aPropertyOfANamespaceThatWasSetAlreadyIsNotSetLater() {
        var key = key();
        var path = "namespaces/default/properties";
        require(200, iceberg.post(path, "{\"updates\":{\"p\":\"1\"}}"));
        var first = iceberg.send("POST", path, "{\"updates\":{\"p\":\"1\"}}", key);
        require(200, iceberg.post(path, "{\"updates\":{\"p\":\"2\"}}"));

        requireSame(first, iceberg.send("POST", path, "{\"updates\":{\"p\":\"1\"}}", key));
        assertThat(iceberg.get("namespaces/default").text()).contains("\"p\":\"2\"");
    }

    private record Request(String path, String body) {}

    private static Stream<Request> requestsForNothing() {
        return Stream.of(
                new Request(TABLE, NO_UPDATES),
                new Request(VIEW, NO_UPDATES),
                new Request(
                        "transactions/commit",
                        "{\"table-changes\":[{\"identifier\":{\"namespace\":[\"default\"],\"name\":\"t\"},%s]}"
                                .formatted(NO_UPDATES.substring(1))),
                new Request("namespaces/default/properties", "{\"removals\":[\"absent\"]}"));
    }

    @ParameterizedTest
    @MethodSource("requestsForNothing")
    void theKeyOfARequestForNothingServesNoOther(Request request) {
        var key = key();
        assertThat(iceberg.send("POST", request.path(), request.body(), key).status())
                .isLessThan(300);
        require(422, iceberg.send("POST", request.path(), request.body() + " ", key));
    }

    @Test
    void anErrorThatNamesU0000IsRememberedAsItIsAnswered() {
        var key = key();
        var body = """
                {"requirements":[{"type":"assert-ref-snapshot-id","ref":"a\\u0000b","snapshot-id":5}],"updates":[]}""";

        var first = iceberg.send("POST", TABLE, body, key);

        require(409, first);
        requireSame(first, iceberg.send("POST", TABLE, body, key));
    }

    private JsonNode metadata(String path) {
        return loaded(path).get("metadata");
    }

    private JsonNode loaded(String path) {
        return JsonMapper.shared().readTree(iceberg.get(path).text());
    }

    private static String location(Answer answer) {
        return JsonMapper.shared()
                .readTree(answer.text())
                .get("metadata-location")
                .stringValue();
    }

    private static void requireSame(Answer first, Answer again) {
        require(first.status(), again);
        assertThat(again.text()).isEqualTo(first.text());
    }

    private static void require(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }
}
