package io.meerkat.api.server;

import static io.meerkat.api.server.Bodies.key;
import static io.meerkat.api.server.Bodies.namespace;
import static io.meerkat.api.server.Bodies.rename;
import static io.meerkat.api.server.Bodies.setProperty;
import static io.meerkat.api.server.Bodies.stagedTable;
import static io.meerkat.api.server.Bodies.table;
import static io.meerkat.api.server.Bodies.transaction;
import static io.meerkat.api.server.Bodies.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meerkat.api.http.Answer;
import io.meerkat.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
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
        succeed(iceberg.post("namespaces", namespace("empty")));
        succeed(iceberg.post("namespaces/default/tables", table("t")));
        succeed(iceberg.post("namespaces/default/views", view("v")));
    }

    @AfterEach
    void stop() {
        iceberg.close();
    }

    private static Stream<Change> changes() {
        return Stream.of(
                new Change("POST", "namespaces", namespace("n")),
                new Change("POST", "namespaces/default/properties", "{\"updates\":{\"p\":\"1\"}}"),
                new Change("DELETE", "namespaces/empty", ""),
                new Change("POST", "namespaces/default/tables", table("new")),
                new Change("POST", "namespaces/default/tables", stagedTable("staged")),
                new Change("POST", "namespaces/default/tables/t", setProperty("p")),
                new Change("POST", "namespaces/default/tables/t/unregister", ""),
                new Change("DELETE", "namespaces/default/tables/t", ""),
                new Change("POST", "tables/rename", rename("t", "u")),
                new Change("POST", "transactions/commit", transaction("p")),
                new Change("POST", "namespaces/default/views", view("new")),
                new Change("POST", "namespaces/default/views/v", setProperty("p")),
                new Change("DELETE", "namespaces/default/views/v", ""),
                new Change("POST", "views/rename", rename("v", "w")));
    }

    private static Stream<Arguments> changesWithAndWithoutKey() {
        return changes().flatMap(change -> Stream.of(true, false).map(key -> arguments(change, key)));
    }

    @ParameterizedTest
    @MethodSource("changesWithAndWithoutKey")
    void aChangeWhoseReadingMeetsADeadDatabaseIsNotDoneAndSaysSo(Change change, boolean keyed) {
        var headers = keyed ? Map.of("idempotency-key", key().toString()) : Map.<String, String>of();

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
    void aChangeThatWasMadeIsAnsweredThoughTheDatabaseIsGoneBeforeTheAnswer(Change change) {
        sources.lanes().afterCommit(sources.reads()::cut);

        succeed(send(change, Map.of()));
    }

    @Test
    void anAnswerToBeRepeatedThatCannotBeShownIsNotCalledARefusal() {
        var change = new Change("POST", "namespaces/default/tables", table("new"));
        var headers = Map.of("idempotency-key", key().toString());
        succeed(send(change, headers));

        sources.reads().cut();
        var again = send(change, headers);

        assertThat(again.status()).isEqualTo(500);
        assertThat(again.error().map(Answer.Told::type)).hasValue("CommitStateUnknownException");
        sources.reads().mend();
        succeed(send(change, headers));
    }

    @Test
    void aCommitWhoseFateCannotBeLearnedIsUnknown() {
        sources.lanes().afterCommit(() -> {
            sources.lanes().cut();
            throw new SQLException("the connection broke", CONNECTION_FAILURE);
        });

        var answer = iceberg.post("namespaces", namespace("n"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.error().map(Answer.Told::type)).hasValue("CommitStateUnknownException");
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

        succeed(iceberg.post("namespaces", namespace("n")));
    }

    @Test
    void aChangeWhoseFileCannotBeWrittenIsNotDoneEither() throws IOException {
        succeed(iceberg.post("namespaces", namespace("n")));
        succeed(iceberg.post("namespaces/n/tables", table("new")));
        try (var tables = Files.list(data.resolve("warehouse/default/n"))) {
            var metadata = tables.findFirst().orElseThrow().resolve("metadata");
            Files.move(metadata, metadata.resolveSibling("away"));
            Files.writeString(metadata, "a file where the folder should be");
        }

        requireNotDone(iceberg.post("namespaces/n/tables/new", """
                {"requirements":[],"updates":[{"action":"set-properties","updates":{"a":"b"}}]}"""));
    }

    private Answer send(Change change, Map<String, String> headers) {
        return iceberg.send(change.method(), change.path(), change.body(), headers);
    }

    private static void requireNotDone(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.error().map(Answer.Told::type)).hasValue("ServiceUnavailableException");
        assertThat(answer.headers()).containsKey("Retry-After");
    }

    private static void succeed(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }
}
