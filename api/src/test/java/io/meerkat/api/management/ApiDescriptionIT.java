package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.api.management.DescribedExchanges.Answered;
import io.meerkat.api.management.DescribedExchanges.Sent;
import io.meerkat.api.merge.Verb;
import io.meerkat.api.openapi.Operation;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of {@code /api/v2} is true. That every exchange of every test in this module is as described is seen to by
 * {@link RunningServer}; here each operation is called at least once, and what is not as described is found.
 */
class ApiDescriptionIT {
    private static final RunningServer SERVER = RunningServer.shared();

    private final TestCatalog catalog = TestCatalog.on(SERVER);

    @Test
    void theServerTellsItsDescriptionByteForByte() {
        var told = ok(SERVER.get("/api/v2/openapi.json"));

        assertThat(told.contentType()).hasValue("application/json");
        assertThat(told.text()).isEqualTo(new String(ApiDescription.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void eachOperationIsCalledAndIsAsDescribed() {
        SERVER.get("/api/v2/openapi.json");
        refs();
        history();
        for (Verb verb : Verb.values()) {
            all(verb);
        }

        assertThat(RunningServer.described().done())
                .containsExactlyInAnyOrderElementsOf(ApiDescription.ROUTES.stream()
                        .map(DescribedRoute::operation)
                        .map(Operation::id)
                        .toList());
    }

    private void refs() {
        catalog.branch("dev", "main");
        ok(catalog.post("branches/dev/reset", "{\"to\":\"main\"}"));
        ok(catalog.post("branches/dev/rename", "{\"to\":\"work\"}"));
        var newest = catalog.get("branches/work/reflog?limit=1");
        catalog.get("branches/work/reflog?page_token="
                + newest.get("next_page_token").stringValue());
        catalog.get("branches?prefix=w&limit=1");
        catalog.head("work");
        ok(SERVER.delete(catalog.refs() + "branches/work"));
        ok(catalog.post("branches/work/undelete", ""));
        ok(catalog.post("tags", "{\"name\":\"v1\",\"at\":\"main\"}"));
        catalog.get("tags");
        catalog.get("tags/v1");
        ok(SERVER.delete(catalog.refs() + "tags/v1"));
        ok(catalog.post("tags/v1/undelete", ""));
        ok(catalog.post("tags/v1/rename", "{\"to\":\"v1.0\"}"));
        ok(SERVER.put(
                catalog.refs() + "protections", "{\"protections\":[{\"pattern\":\"v*\",\"forbids\":[\"delete\"]}]}"));
        catalog.get("protections");
    }

    private void history() {
        catalog.create("", "t");
        catalog.set("", "t", "x", "one");
        catalog.get("log?ref=main&path=default.t&limit=1");
        catalog.get("commits/main");
        catalog.get("diff?from=main~1&to=main");
        catalog.get("history?path=default.t");
        catalog.get("blame?path=default.t");
    }

    private void all(Verb verb) {
        var calls = verb.word() + "s";
        ok(catalog.post(calls, order(verb, "")));
        catalog.get(calls + "?state=open&limit=1");
        for (String end : List.of("complete", "abort")) {
            var opened = ok(catalog.post(calls, order(verb, ",\"hold\":true")));
            assertThat(opened.status()).isEqualTo(201);
            var one = calls + "/" + opened.json().get("id").stringValue();
            catalog.get(one);
            ok(catalog.post(one + "/resolutions", "{\"take_all\":\"ours\"}"));
            ok(catalog.post(one + "/" + end, ""));
        }
    }

    /** Each changes something, or finds that there is nothing to do. */
    private static String order(Verb verb, String more) {
        return switch (verb) {
            case MERGE -> "{\"source\":\"work\"%s}".formatted(more);
            case CHERRY_PICK, REVERT -> "{\"commit\":\"main\"%s}".formatted(more);
            case REBASE -> "{\"branch\":\"work\",\"onto\":\"main\"%s}".formatted(more);
        };
    }

    @Test
    void whatIsRefusedBeforeItIsLookedAtIsAProblemToo() {
        var tooLarge = catalog.post("branches", " ".repeat((16 << 20) + 1));
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.contentType()).hasValue("application/problem+json");
        assertThat(tooLarge.json().get("request_id").stringValue()).isEqualTo("request-of-the-test");

        var unreadable = SERVER.get(catalog.refs() + "branches/%FF");
        assertThat(unreadable.status()).isEqualTo(400);
        assertThat(unreadable.json().get("title").stringValue()).isEqualTo("Bad Request");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, branches/misspelt?expcted=00, , expcted",
        "GET, log?autor=ann, , autor",
        "GET, log?author=ann&author=bob, , author",
        "DELETE, branches/misspelt?expected=00&expected=, , expected",
        "POST, tags, '{\"name\":\"misspelt\",\"form\":\"dev\"}', form",
        "POST, branches, '{\"name\":\"other\",\"form\":\"dev\"}', form",
        "POST, branches/misspelt/reset, '{\"to\":\"main\",\"expcted\":\"00\"}', expcted",
        "POST, branches/misspelt/rename, '{\"to\":\"other\",\"expected\":\"00\"}', expected",
        "POST, branches/misspelt/undelete, '{\"name\":\"other\"}', name",
        "PUT, protections, '{\"protections\":[],\"protection\":[]}', protection",
        "POST, merges, '{\"source\":\"misspelt\",\"dryrun\":true}', dryrun",
        "POST, cherry-picks, '{\"commit\":\"main\",\"unrelated_histories\":true}', unrelated_histories"
    })
    void whatIsMisspeltIsRefusedAndDoesNothing(String method, String path, @Nullable String body, String misspelt) {
        catalog.branch("misspelt", "main");
        var before = catalog.get("branches");

        var refused = SERVER.send(method, catalog.refs() + path, body == null ? "" : body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("detail").stringValue()).contains("'%s'".formatted(misspelt));
        assertThat(catalog.get("branches")).isEqualTo(before);
    }

    @Test
    void ofTwoMembersOfOneNameNoneIsTaken() {
        var before = catalog.get("branches");

        var refused = catalog.post("branches", "{\"name\":\"one\",\"name\":\"two\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("detail").stringValue()).contains("\"name\"");
        assertThat(catalog.get("branches")).isEqualTo(before);
    }

    @Test
    void whatIsMadeIsFoundWhereTheAnswerSays() {
        var name = "feature/ä#1";
        for (String kind : List.of("branches", "tags")) {
            var made = ok(catalog.post(kind, "{\"name\":\"%s\"}".formatted(name)));
            var path = made.location().orElseThrow();
            assertThat(SERVER.get(path).json()).isEqualTo(made.json());
            ok(SERVER.delete(path));
            assertThat(ok(catalog.post(path.substring(catalog.refs().length()) + "/undelete", ""))
                            .location())
                    .hasValue(path);
            ok(SERVER.delete(path));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, branches/main, 200, a member that is not described",
        "GET, branches/main, 418, a status that is not described",
        "GET, branches/main?sort=name, 200, a parameter that is not described",
        "GET, secrets, 200, a call that is not described"
    })
    void whatIsNotAsDescribedIsFound(String method, String path, int status, String what) {
        var branch = (ObjectNode) catalog.get("branches/main");
        if (what.contains("member")) {
            branch.put("secret", "42");
        }
        var headers = HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (name, value) -> true);

        assertThatThrownBy(() -> new DescribedExchanges()
                        .check(
                                new Sent(method, URI.create(catalog.refs() + path), headers, ""),
                                new Answered(status, headers, branch.toString())))
                .as(what)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void theSameAnswerAsDescribedIsNot() {
        var branch = catalog.get("branches/main");
        var headers = HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (name, value) -> true);
        var exchanges = new DescribedExchanges();

        exchanges.check(
                new Sent("GET", URI.create(catalog.refs() + "branches/main"), headers, ""),
                new Answered(200, headers, branch.toString()));

        assertThat(exchanges.done()).containsExactly("getBranch");
    }
}
