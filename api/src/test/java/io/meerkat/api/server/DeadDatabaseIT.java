package io.meerkat.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meerkat.api.http.Answer;
import io.meerkat.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The database goes away before, within and after a change: what is answered is never more than what is known. */
class DeadDatabaseIT {
    private static final String CONNECTION_FAILURE = "08006";
    private static final String SCHEMA =
            "{\"type\":\"struct\",\"fields\":[{\"id\":1,\"name\":\"x\",\"type\":\"long\",\"required\":false}]}";
    private static final String SET_PROPERTY = "{\"action\":\"set-properties\",\"updates\":{\"p\":\"1\"}}";

    @TempDir
    private Path data;

    private final DataSources sources = DataSources.ofOneDatabase();
    private DialectUnderTest iceberg;

    /** The connections of one server: those that write, and those that read. */
    private record DataSources(CuttableSource lanes, CuttableSource reads) {
        static DataSources ofOneDatabase() {
            var source = TestDatabase.freshSource();
            return new DataSources(new CuttableSource(source), new CuttableSource(source));
        }
    }

    /** A change that succeeds once. */
    private record Change(String method, String path, String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void start() {
        iceberg = DialectUnderTest.on(
                data, sources.lanes().source(), sources.reads().source());
        succeed(iceberg.post("namespaces", "{\"namespace\":[\"empty\"]}"));
        succeed(iceberg.post("namespaces/default/tables", table("t")));
        succeed(iceberg.post("namespaces/default/views", view("v")));
    }

    @AfterEach
    void stop() {
        iceberg.close();
    }

    private static Stream<Change> changes() {
        return Stream.of(
                new Change("POST", "namespaces", "{\"namespace\":[\"n\"]}"),
                new Change("POST", "namespaces/default/properties", "{\"updates\":{\"p\":\"1\"}}"),
                new Change("DELETE", "namespaces/empty", ""),
                new Change("POST", "namespaces/default/tables", table("new")),
                new Change(
                        "POST",
                        "namespaces/default/tables",
                        table("staged").replace("{\"name\"", "{\"stage-create\":true,\"name\"")),
                new Change(
                        "POST",
                        "namespaces/default/tables/t",
                        "{\"requirements\":[],\"updates\":[%s]}".formatted(SET_PROPERTY)),
                new Change("POST", "namespaces/default/tables/t/unregister", ""),
                new Change("DELETE", "namespaces/default/tables/t", ""),
                new Change("POST", "tables/rename", rename("t", "u")),
                new Change("POST", "transactions/commit", """
                        {"table-changes":[{"identifier":{"namespace":["default"],"name":"t"},
                                           "requirements":[],"updates":[%s]}]}""".formatted(SET_PROPERTY)),
                new Change("POST", "namespaces/default/views", view("new")),
                new Change("POST", "namespaces/default/views/v", "{\"updates\":[%s]}".formatted(SET_PROPERTY)),
                new Change("DELETE", "namespaces/default/views/v", ""),
                new Change("POST", "views/rename", rename("v", "w")));
    }

    private static Stream<Arguments> changesWithAndWithoutKey() {
        return changes().flatMap(change -> Stream.of(true, false).map(key -> arguments(change, key)));
    }

    @ParameterizedTest
    @MethodSource("changesWithAndWithoutKey")
    void aChangeWhoseReadingMeetsADeadDatabaseIsNotDoneAndSaysSo(Change change, boolean keyed) {
        var headers = keyed ? Map.of("idempotency-key", key()) : Map.<String, String>of();

        sources.reads().cut();
        requireNotDone(send(change, headers));
        sources.lanes().cut();
        requireNotDone(send(change, headers));

        sources.reads().mend();
        sources.lanes().mend();
        succeed(send(change, headers));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatIsDoneIsNeverCalledUndoneBecauseTheDatabaseIsGoneBeforeTheAnswer(Change change) {
        sources.lanes().afterCommit(sources.reads()::cut);

        assertThat(send(change, Map.of()).status()).isIn(200, 204, 500);
    }

    @Test
    void anAnswerToBeRepeatedThatCannotBeShownIsNotCalledARefusal() {
        var change = new Change("POST", "namespaces/default/tables", table("new"));
        var headers = Map.of("idempotency-key", key());
        succeed(send(change, headers));

        sources.reads().cut();
        var again = send(change, headers);

        assertThat(again.status()).isEqualTo(500);
        assertThat(again.error()).hasValue("CommitStateUnknownException");
        sources.reads().mend();
        succeed(send(change, headers));
    }

    @Test
    void aCommitWhoseFateCannotBeLearnedIsUnknown() {
        sources.lanes().afterCommit(() -> {
            sources.lanes().cut();
            throw new SQLException("the connection broke", CONNECTION_FAILURE);
        });

        var answer = iceberg.post("namespaces", "{\"namespace\":[\"n\"]}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.error()).hasValue("CommitStateUnknownException");
        assertThat(answer.headers()).doesNotContainKey("Retry-After");
        succeed(iceberg.get("namespaces/n"));
    }

    @Test
    void aCommitWhoseAnswerIsLostAndFoundAgainIsDone() {
        var once = new AtomicBoolean(true);
        sources.lanes().afterCommit(() -> {
            if (once.getAndSet(false)) {
                throw new SQLException("the connection broke", CONNECTION_FAILURE);
            }
        });

        succeed(iceberg.post("namespaces", "{\"namespace\":[\"n\"]}"));
    }

    @Test
    void aChangeWhoseFileCannotBeWrittenIsNotDoneEither() throws IOException {
        succeed(iceberg.post("namespaces", "{\"namespace\":[\"n\"]}"));
        Files.writeString(data.resolve("warehouse/default/n"), "a file where the namespace's folder should be");

        requireNotDone(iceberg.post("namespaces/n/tables", table("new")));
    }

    private Answer send(Change change, Map<String, String> headers) {
        return iceberg.send(change.method(), change.path(), change.body(), headers);
    }

    private static void requireNotDone(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.error()).hasValue("ServiceUnavailableException");
        assertThat(answer.headers()).containsKey("Retry-After");
    }

    private static void succeed(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }

    private static String table(String name) {
        return "{\"name\":\"%s\",\"schema\":%s}".formatted(name, SCHEMA);
    }

    private static String view(String name) {
        return """
                {"name":"%s","schema":%s,"properties":{},"view-version":{"version-id":1,"timestamp-ms":1,"schema-id":0,
                 "summary":{},"default-namespace":["default"],
                 "representations":[{"type":"sql","sql":"select 1","dialect":"spark"}]}}""".formatted(name, SCHEMA);
    }

    private static String rename(String from, String to) {
        return """
                {"source":{"namespace":["default"],"name":"%s"},"destination":{"namespace":["default"],"name":"%s"}}""".formatted(from, to);
    }

    private static String key() {
        var random = UUID.randomUUID();
        return new UUID(System.currentTimeMillis() << 16 | 0x7000, random.getLeastSignificantBits()).toString();
    }
}
