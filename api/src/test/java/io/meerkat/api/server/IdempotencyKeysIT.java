package io.meerkat.api.server;

import static io.meerkat.api.server.Bodies.key;
import static io.meerkat.api.server.Bodies.namespace;
import static io.meerkat.api.server.Bodies.table;
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

/** What is remembered under an idempotency key, and when. */
class IdempotencyKeysIT {
    private static final String NAMESPACES = "namespaces";
    private static final String TABLES = "namespaces/default/tables";

    @TempDir
    private Path data;

    private final CuttableSource lanes;
    private final CuttableSource reads;
    private DialectUnderTest iceberg;

    IdempotencyKeysIT() {
        var source = TestDatabase.freshSource();
        lanes = new CuttableSource(source);
        reads = new CuttableSource(source);
    }

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

    private static void require(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }
}
