package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.rest.CommitLog.LoggedCommit;
import io.meerkat.conformance.server.FreshServer;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request that is repeated under its key is answered as it was the first time, and done once. */
class IdempotencyIT {
    @RegisterExtension
    private static final FreshServer SERVER = FreshServer.in("idempotency");

    @AutoClose
    private static final RestClient client = new RestClient(SERVER::uri);

    private static int nextNamespace;

    @BeforeAll
    static void start() {
        client.mustPost("/v1/namespaces", namespace("a"));
    }

    @Test
    void aRepeatedCreateSucceedsAgainAndWithoutItsKeyConflicts() {
        var key = IdempotencyKeys.next();
        var first = client.post("/v1/namespaces/a/tables", table("t", "x"), key);
        var again = client.post("/v1/namespaces/a/tables", table("t", "x"), key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/metadata/table-uuid"))
                .isEqualTo(first.json().at("/metadata/table-uuid"));
        assertThat(client.post("/v1/namespaces/a/tables", table("t", "x")).status())
                .isEqualTo(409);
    }

    @Test
    void aConflictIsRememberedAsWell() {
        var key = IdempotencyKeys.next();
        client.mustPost("/v1/namespaces", namespace("there"));
        assertThat(client.post("/v1/namespaces", namespace("there"), key).status())
                .isEqualTo(409);
        assertThat(client.delete("/v1/namespaces/there").status()).isEqualTo(204);
        assertThat(client.post("/v1/namespaces", namespace("there"), key).status())
                .isEqualTo(409);
    }

    @Test
    void aKeyServesOneRequestOnly() {
        var key = IdempotencyKeys.next();
        client.post("/v1/namespaces", namespace("one"), key);
        var other = client.post("/v1/namespaces", namespace("two"), key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.errorMessage()).contains(key.toString());
        assertThat(client.get("/v1/namespaces/two").status()).isEqualTo(404);
    }

    @Test
    void aKeyThatIsNoUuidOfVersion7IsRefused() {
        for (String key : List.of("", "seven", "00000000-0000-4000-8000-000000000000")) {
            assertThat(client.post("/v1/namespaces", namespace("never"), key).status())
                    .as("'%s'", key)
                    .isEqualTo(400);
        }
    }

    @Test
    void ofManySentAtOnceUnderOneKeyOneIsDone() throws Exception {
        client.mustPost("/v1/namespaces/a/tables", table("raced", "x"));
        var key = IdempotencyKeys.next();
        var change = commit(List.of(), setProperty("once"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Answer>>mapToObj(i -> () -> client.post("/v1/namespaces/a/tables/raced", change, key))
                    .toList());
            Set<Integer> statuses =
                    answers.stream().map(answer -> answer.resultNow().status()).collect(Collectors.toSet());
            assertThat(statuses).containsExactly(200);
        }
        assertThat(client.mustGet("/v1/namespaces/a/tables/raced").json().at("/metadata/metadata-log"))
                .hasSize(1);
    }

    private static Stream<KeyedOperation> operations() {
        return KeyedOperation.all();
    }

    /** A staged table was never updated and says that it was now. */
    private static Answer untimed(Answer answer) {
        return new Answer(answer.status(), answer.body().replaceAll("\"last-updated-ms\":[0-9]+", ""), answer.commit());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whateverIsRepeatedIsAnsweredAlikeAndDoneOnce(KeyedOperation operation) {
        var sending = operation.in(client, "repeated" + nextNamespace++);
        var key = IdempotencyKeys.next();
        var first = sending.by(client, key);
        assertThat(first.isSuccess()).as(first.body()).isTrue();
        var commits = CommitLog.in(SERVER.data()).commits().size();

        assertThat(untimed(sending.by(client, key))).isEqualTo(untimed(first));
        assertThat(untimed(sending.by(client, key))).isEqualTo(untimed(first));
        assertThat(CommitLog.in(SERVER.data()).commits()).hasSize(commits);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whateverMakesACommitIsAnsweredWithItsId(KeyedOperation operation) {
        var sending = operation.in(client, "named" + nextNamespace++);
        var before = CommitLog.in(SERVER.data()).commits();

        var answer = sending.by(client, IdempotencyKeys.next());

        var made = CommitLog.in(SERVER.data()).commits().stream()
                .skip(before.size())
                .map(LoggedCommit::id)
                .toList();
        assertThat(answer.commit().stream().toList()).isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whateverIsSentManyTimesAtOnceIsAnsweredAlikeAndDoneOnce(KeyedOperation operation) throws Exception {
        var sending = operation.in(client, "at_once" + nextNamespace++);
        var key = IdempotencyKeys.next();
        var commits = CommitLog.in(SERVER.data()).commits().size();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    threads.invokeAll(Collections.nCopies(8, (Callable<Answer>) () -> sending.by(client, key))).stream()
                            .map(Future::resultNow)
                            .map(IdempotencyIT::untimed)
                            .collect(Collectors.toSet());
            assertThat(answers).hasSize(1).allMatch(Answer::isSuccess);
        }
        assertThat(CommitLog.in(SERVER.data()).commits()).hasSizeBetween(commits, commits + 1);
    }

    @Test
    void keysAreKeptOverARestart() {
        var key = IdempotencyKeys.next();
        client.post("/v1/namespaces", namespace("kept"), key);
        client.delete("/v1/namespaces/kept");
        SERVER.process().restart();

        assertThat(client.post("/v1/namespaces", namespace("kept"), key).status())
                .isEqualTo(200);
        assertThat(client.get("/v1/namespaces/kept").status())
                .as("it was dropped, and a replay does nothing")
                .isEqualTo(404);
    }
}
