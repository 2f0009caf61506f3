package io.meerkat.api.server;

import static io.meerkat.api.server.Bodies.key;
import static io.meerkat.api.server.Bodies.namespace;
import static io.meerkat.api.server.Bodies.stagedTable;
import static io.meerkat.api.server.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.http.Answer;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is remembered under an idempotency key, and when. */
class IdempotencyKeysIT {
    private static final String NAMESPACES = "namespaces";
    private static final String TABLES = "namespaces/default/tables";

    @TempDir
    private Path data;

    private final DataSource source = TestDatabase.freshSource();
    private final CuttableSource lanes = new CuttableSource(source);
    private final CuttableSource reads = new CuttableSource(source);
    private DialectUnderTest iceberg;

    @BeforeEach
    void start() {
        iceberg = DialectUnderTest.on(data, lanes.source(), reads.source());
        require(200, iceberg.post(TABLES, table("t")));
    }

    @AfterEach
    void stop() {
        iceberg.close();
    }

    /** A request that the branch refuses, how it is answered, and what would let it succeed by now. */
    private record Refused(String method, String path, String body, int status, Answering remedy) {
        @Override
        public String toString() {
            return "%s %s: %d".formatted(method, path, status);
        }
    }

    @FunctionalInterface
    private interface Answering {
        Answer by(DialectUnderTest iceberg);
    }

    private static Stream<Refused> refusedByTheBranch() {
        return Stream.of(
                new Refused("DELETE", "namespaces/default", "", 409, iceberg -> iceberg.delete(TABLES + "/t")),
                new Refused(
                        "POST",
                        "namespaces/later/tables",
                        table("u"),
                        404,
                        iceberg -> iceberg.post(NAMESPACES, namespace("later"))));
    }

    @ParameterizedTest
    @MethodSource("refusedByTheBranch")
    void whatTheBranchRefusesIsRememberedInItsOwnTransaction(Refused refused) {
        var key = key();
        lanes.afterCommit(lanes::cut);

        var first = iceberg.send(refused.method(), refused.path(), refused.body(), key);
        require(refused.status(), first);

        lanes.mend();
        assertThat(refused.remedy().by(iceberg).status()).isBetween(200, 299);
        var again = iceberg.send(refused.method(), refused.path(), refused.body(), key);
        require(refused.status(), again);
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void aLocationThatIsTakenNowIsNotRefusedForEver() {
        var location = data.resolve("warehouse/default/here").toUri().toString();
        require(200, iceberg.post(TABLES, table("first", location)));
        var key = key();
        require(400, iceberg.send("POST", TABLES, table("second", location), key));

        require(204, iceberg.delete(TABLES + "/first"));
        require(200, iceberg.send("POST", TABLES, table("second", location), key));
    }

    @Test
    void aRequestThatIsOvertakenByItselfIsAnsweredAsTheFasterOne() {
        var key = key();
        reads.meanwhile(() -> require(200, iceberg.send("POST", TABLES, table("new"), key)));

        require(200, iceberg.send("POST", TABLES, table("new"), key));
    }

    @Test
    void ofAStagedCreateOnlyIdAndLocationAreRememberedAndTheSameTableIsPromisedAgain() {
        var body = stagedTable("staged")
                .replace("{\"stage", "{\"properties\":{\"p\":\"%s\"},\"stage".formatted("x".repeat(100_000)));
        var key = key();

        var first = staged(body, key);
        var again = staged(body, key);

        assertThat(again.get("table-uuid")).isEqualTo(first.get("table-uuid"));
        assertThat(again.get("location")).isEqualTo(first.get("location"));
        assertThat(again.get("properties")).isEqualTo(first.get("properties"));
        assertThat(remembered(key))
                .hasSizeLessThan(1_000)
                .contains(first.get("location").stringValue());
    }

    private JsonNode staged(String body, UUID key) {
        var answer = iceberg.send("POST", TABLES, body, key);
        require(200, answer);
        return JsonMapper.shared().readTree(answer.text()).get("metadata");
    }

    private String remembered(UUID key) {
        return new Database(source)
                .query("select json from idempotency_keys where key = ?", key)
                .fetchOptional(0, String.class)
                .orElseThrow();
    }

    @Test
    void anAnswerThatIsNoContentIsRememberedUpToItsLimitAndRefusedBeyond() {
        int around = setLongProperty(1, Optional.empty()).text().length() - 1;
        int longest = StoredAnswer.JSON_BYTES_MAX - around;
        var key = key();
        var first = setLongProperty(longest, Optional.of(key));
        require(200, first);
        assertThat(setLongProperty(longest, Optional.of(key)).text()).isEqualTo(first.text());

        require(400, setLongProperty(longest + 1, Optional.of(key())));
        assertThat(iceberg.get("namespaces/default").text()).doesNotContain("k".repeat(longest + 1));
        require(200, setLongProperty(longest + 1, Optional.empty()));
    }

    private Answer setLongProperty(int length, Optional<UUID> key) {
        var body = "{\"updates\":{\"%s\":\"1\",\"%s\":\"1\"}}".formatted("a".repeat(40_000), "k".repeat(length));
        return key.map(id -> iceberg.send("POST", "namespaces/default/properties", body, id))
                .orElseGet(() -> iceberg.post("namespaces/default/properties", body));
    }

    private static void require(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }
}
