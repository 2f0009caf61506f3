package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that are sent again under their idempotency key, as after a lost answer. */
class KeyedCallsIT {
    private final TestCatalog catalog = TestCatalog.on(RunningServer.shared());

    /** {@code path} and {@code body} may name the merge that is open and the commit before the last as {@code OPEN} and {@code BEFORE}. */
    private record Call(String method, String path, String body, int status) {
        static Call post(String path, String body) {
            return new Call("POST", path, body, 200);
        }

        Call creating() {
            return new Call(method, path, body, 201);
        }

        @Override
        public String toString() {
            return method + " " + path + " " + body;
        }
    }

    private String open;
    private String before;

    @BeforeEach
    void branchesThatDiffer() {
        catalog.create("", "t");
        catalog.create("", "u");
        before = catalog.head("main");
        catalog.branch("dev", "main");
        catalog.branch("gone", "main");
        catalog.branch("ahead", "main");
        ok(catalog.server().delete(catalog.refs() + "branches/gone"));
        ok(catalog.post("tags", "{\"name\":\"v1\"}"));
        ok(catalog.post("tags", "{\"name\":\"v0\"}"));
        ok(catalog.server().delete(catalog.refs() + "tags/v0"));
        catalog.set("@ahead", "u", "x", "ahead");
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");
        open = text(catalog.post("merges", "{\"source\":\"dev\",\"hold\":true}"), "id");
    }

    private static String text(Reply reply, String field) {
        return ok(reply).json().get(field).stringValue();
    }

    private Reply send(Call call, UUID key) {
        return catalog.server()
                .send(
                        call.method(),
                        catalog.refs() + call.path().replace("OPEN", open),
                        call.body().replace("BEFORE", before),
                        key);
    }

    private static UUID key() {
        return new UUID(
                System.currentTimeMillis() << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
    }

    /** What was refused before is recorded some time later. */
    private long events() {
        return catalog.server()
                .database()
                .query("select count(*) as n from events where name <> 'attempts-refused'")
                .fetchOptional()
                .orElseThrow()
                .get("n", Long.class);
    }

    private static Stream<Call> changing() {
        String all = "{\"take_all\":\"theirs\"}";
        return Stream.of(
                Call.post("branches", "{\"name\":\"new\"}").creating(),
                Call.post("branches", "{\"name\":\"part\",\"tables\":[{\"namespace\":[\"default\"],\"name\":\"t\"}]}")
                        .creating(),
                new Call("DELETE", "branches/ahead", "", 204),
                Call.post("branches/dev/reset", "{\"to\":\"main\"}"),
                Call.post("branches/main/reset", "{\"to\":\"BEFORE\"}"),
                Call.post("branches/dev/rename", "{\"to\":\"renamed\"}"),
                Call.post("branches/gone/undelete", "").creating(),
                Call.post("tags", "{\"name\":\"v2\",\"at\":\"main~1\"}").creating(),
                Call.post("tags/v1/rename", "{\"to\":\"v1.0\"}"),
                Call.post("tags/v0/undelete", "").creating(),
                new Call("DELETE", "tags/v1", "", 204),
                new Call("PUT", "protections", "{\"protections\":[{\"pattern\":\"x\",\"forbids\":[\"delete\"]}]}", 200),
                Call.post("merges", "{\"source\":\"ahead\"}"),
                Call.post("merges", "{\"source\":\"ahead\",\"mode\":\"squash\"}"),
                Call.post("merges", "{\"source\":\"main\",\"branch\":\"ahead\"}"),
                Call.post("merges", "{\"source\":\"dev\",\"take_all\":\"ours\"}"),
                Call.post("merges", "{\"source\":\"ahead\",\"hold\":true}").creating(),
                new Call("POST", "merges", "{\"source\":\"dev\"}", 409),
                Call.post("cherry-picks", "{\"commit\":\"ahead\"}"),
                Call.post("reverts", "{\"commit\":\"main\"}"),
                Call.post("rebases", "{\"branch\":\"ahead\",\"onto\":\"main\"}"),
                Call.post("merges/OPEN/resolutions", all),
                Call.post("merges/OPEN/abort", ""));
    }

    @ParameterizedTest
    @MethodSource("changing")
    void whatWasDoneIsAnsweredAgainAndNotDoneAgain(Call call) {
        var key = key();
        var first = send(call, key);
        assertThat(first.status()).as(first.text()).isEqualTo(call.status());
        long done = events();

        var again = send(call, key);

        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.contentType()).isEqualTo(first.contentType());
        assertThat(events()).isEqualTo(done);
    }

    @Test
    void anOpenedMergeIsCompletedOnce() {
        ok(catalog.post("merges/" + open + "/resolutions", "{\"take_all\":\"theirs\"}"));
        var complete = Call.post("merges/OPEN/complete", "{\"message\":\"take theirs\"}");
        var key = key();

        var first = ok(send(complete, key));
        catalog.set("", "t", "x", "later");

        assertThat(send(complete, key).text()).isEqualTo(first.text());
        assertThat(send(complete, key()).status()).isEqualTo(409);
        assertThat(catalog.properties("", "t")).containsEntry("x", "later");
    }

    @Test
    void aResetThatIsSentAgainDoesNotUndoWhatCameSince() {
        var reset = Call.post("branches/main/reset", "{\"to\":\"BEFORE\"}");
        var key = key();
        ok(send(reset, key));
        catalog.create("", "since");

        ok(send(reset, key));

        assertThat(catalog.names("")).contains("since");
    }

    @Test
    void aMergeThatWaitsForAnswersIsOpenedOnceAndShownAsItIsThen() {
        var merge = new Call("POST", "merges", "{\"source\":\"dev\"}", 409);
        var key = key();
        String id = text409(send(merge, key));
        ok(catalog.post("merges/" + id + "/resolutions", "{\"take_all\":\"ours\"}"));

        var again = send(merge, key);

        assertThat(text409(again)).isEqualTo(id);
        assertThat(again.json().get("merge").get("outlook").stringValue()).isEqualTo("clean");
        assertThat(catalog.get("merges").get("merges").size()).isEqualTo(1);
    }

    private static String text409(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(409);
        return reply.json().get("merge").get("id").stringValue();
    }

    @Test
    void whatWasRefusedIsTriedAnew() {
        var rename = Call.post("branches/dev/rename", "{\"to\":\"ahead\"}");
        var key = key();
        assertThat(send(rename, key).status()).isEqualTo(409);
        ok(catalog.server().delete(catalog.refs() + "branches/ahead"));

        ok(send(rename, key));
    }

    @Test
    void aDryRunIsNotRemembered() {
        var key = key();
        ok(send(Call.post("merges", "{\"source\":\"ahead\",\"dry_run\":true}"), key));

        assertThat(text(send(Call.post("merges", "{\"source\":\"ahead\"}"), key), "state"))
                .isEqualTo("completed");
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        var key = key();
        ok(send(Call.post("branches", "{\"name\":\"one\"}"), key));

        assertThat(send(Call.post("branches", "{\"name\":\"two\"}"), key).status())
                .isEqualTo(422);
        assertThat(send(Call.post("tags", "{\"name\":\"one\"}"), key).status()).isEqualTo(422);
        var expecting = new Call("DELETE", "branches/ahead", "", 204);
        var other = key();
        ok(send(expecting, other));
        var unlike = new Call("DELETE", "branches/ahead?expected=" + before, "", 422);
        assertThat(send(unlike, other).status()).isEqualTo(422);
    }

    @Test
    void aKeyThatIsNoUuidOfVersion7IsRefused() {
        var refused = catalog.server()
                .post(
                        catalog.refs() + "branches",
                        "{\"name\":\"one\"}",
                        "Idempotency-Key",
                        UUID.randomUUID().toString());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("Idempotency-Key must be a UUID of version 7");
        assertThat(catalog.server().get(catalog.refs() + "branches/one").status())
                .isEqualTo(404);
    }

    private static Stream<Call> racing() {
        return Stream.of(
                Call.post("branches", "{\"name\":\"new\"}").creating(),
                Call.post("merges", "{\"source\":\"ahead\"}"),
                Call.post("merges", "{\"source\":\"main\",\"branch\":\"ahead\"}"),
                Call.post("cherry-picks", "{\"commit\":\"ahead\"}"),
                Call.post("rebases", "{\"branch\":\"ahead\",\"onto\":\"main\"}"),
                new Call("DELETE", "branches/ahead", "", 204));
    }

    @ParameterizedTest
    @MethodSource("racing")
    void sentFourTimesAtOnceItIsDoneOnce(Call call) throws Exception {
        var key = key();
        var answers = new HashSet<Map.Entry<Integer, String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Reply> one = () -> send(call, key);
            for (var reply : threads.invokeAll(List.of(one, one, one, one))) {
                answers.add(Map.entry(reply.get().status(), reply.get().text()));
            }
        }

        assertThat(answers).hasSize(1);
        assertThat(answers.iterator().next().getKey()).isEqualTo(call.status());
    }
}
