package io.meerkat.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Branches and tags: made and moved over the API, and read and written as {@code catalog@ref} by Iceberg's calls. */
class BranchesIT {
    private static final RunningServer SERVER = RunningServer.shared();
    private static final String TABLE = """
            {"name":"%s","schema":{"type":"struct","fields":[{"id":1,"name":"a","required":false,"type":"int"}]}}
            """;

    private final String catalog = created();
    private final String refs = "/api/v2/catalogs/%s/".formatted(catalog);

    private static String created() {
        String name = "c" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(SERVER.post("/api/v1/catalogs", "{\"name\":\"%s\"}".formatted(name))
                        .status())
                .isEqualTo(201);
        return name;
    }

    private Reply branch(String name, String from) {
        return SERVER.post(refs + "branches", "{\"name\":\"%s\",\"from\":\"%s\"}".formatted(name, from));
    }

    private Reply tag(String name, String at) {
        return SERVER.post(refs + "tags", "{\"name\":\"%s\",\"at\":\"%s\"}".formatted(name, at));
    }

    private static String tables(String prefix) {
        return "/v1/%s/namespaces/default/tables".formatted(prefix);
    }

    private Reply table(String ref, String name) {
        return SERVER.post(tables(catalog + ref), TABLE.formatted(name));
    }

    private List<String> names(String ref) {
        var listed = SERVER.get(tables(catalog + ref));
        assertThat(listed.status()).as(listed.text()).isEqualTo(200);
        return StreamSupport.stream(listed.json().get("identifiers").spliterator(), false)
                .map(table -> table.get("name").stringValue())
                .toList();
    }

    private static String commit(Reply ref) {
        assertThat(ref.status()).as(ref.text()).isBetween(200, 201);
        return ref.json().get("commit").get("id").stringValue();
    }

    private String head(String branch) {
        return commit(SERVER.get(refs + "branches/" + branch));
    }

    private static String property(String value) {
        return "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"p\":\"%s\"}}]}"
                .formatted(value);
    }

    @Test
    void whatIsDoneOnABranchIsSeenThereAndNowhereElse() {
        table("", "both");
        var dev = branch("dev", "main");
        assertThat(dev.status()).as(dev.text()).isEqualTo(201);
        assertThat(commit(dev)).isEqualTo(head("main"));

        assertThat(table("@dev", "on_dev").status()).isEqualTo(200);
        assertThat(table("", "on_main").status()).isEqualTo(200);
        assertThat(SERVER.post(tables(catalog + "@dev") + "/both", property("dev"))
                        .status())
                .isEqualTo(200);
        assertThat(SERVER.delete(tables(catalog) + "/both").status()).isEqualTo(204);

        assertThat(names("")).containsExactly("on_main");
        assertThat(names("@main")).containsExactly("on_main");
        assertThat(names("@dev")).containsExactly("both", "on_dev");
        assertThat(SERVER.get(tables(catalog + "@dev") + "/both").text()).contains("\"p\":\"dev\"");
        assertThat(SERVER.get(tables(catalog + "@" + commit(dev)) + "/both").text())
                .doesNotContain("\"p\"");
        assertThat(names("@dev~2")).containsExactly("both");
    }

    @Test
    void aRenamedBranchGoesOnUnderItsNewName() {
        branch("dev", "main");
        table("@dev", "t");
        var before = head("dev");

        var renamed = SERVER.post(refs + "branches/dev/rename", "{\"to\":\"work\"}");

        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        assertThat(head("work")).isEqualTo(before);
        assertThat(names("@work")).containsExactly("t");
        assertThat(table("@work", "u").status()).isEqualTo(200);
        assertThat(SERVER.get(tables(catalog + "@dev")).status()).isEqualTo(404);
        assertThat(SERVER.get(refs + "branches/work/reflog").text()).contains("\"rename\"");
        branch("other", "main");
        assertThat(SERVER.post(refs + "branches/work/rename", "{\"to\":\"other\"}")
                        .status())
                .isEqualTo(409);
        assertThat(SERVER.post(refs + "branches/main/rename", "{\"to\":\"x\"}").status())
                .isEqualTo(409);
        assertThat(SERVER.post(refs + "branches/nobody/rename", "{\"to\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(SERVER.post(refs + "branches/work/rename", "{\"to\":\"a b\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aRenamedTagNamesTheSameCommit() {
        table("", "t");
        var id = tag("v1", "main").json().get("id");
        tag("taken", "main");
        var before = SERVER.get(refs + "tags/v1").json().get("commit");
        table("", "u");

        var renamed = SERVER.post(refs + "tags/v1/rename", "{\"to\":\"v1.0\"}");

        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        assertThat(renamed.json()).isEqualTo(SERVER.get(refs + "tags/v1.0").json());
        assertThat(renamed.json().get("id")).isEqualTo(id);
        assertThat(renamed.json().get("commit")).isEqualTo(before);
        assertThat(names("@v1.0")).containsExactly("t");
        assertThat(SERVER.get(refs + "tags/v1").status()).isEqualTo(404);
        var taken = SERVER.post(refs + "tags/v1.0/rename", "{\"to\":\"taken\"}");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text()).contains("taken");
        assertThat(SERVER.post(refs + "tags/v1/rename", "{\"to\":\"v2\"}").status())
                .isEqualTo(404);
        assertThat(SERVER.post(refs + "branches/v1.0/rename", "{\"to\":\"v2\"}").status())
                .isEqualTo(404);
        SERVER.delete(refs + "tags/v1.0");
        assertThat(SERVER.post(refs + "tags/v1.0/undelete", "").json().get("commit"))
                .isEqualTo(before);
    }

    @Test
    void aDeletedBranchOrTagComesBackWhereItPointed() {
        branch("dev", "main");
        table("@dev", "t");
        tag("v1", "dev");
        var before = head("dev");
        SERVER.delete(refs + "branches/dev");
        SERVER.delete(refs + "tags/v1");

        assertThat(SERVER.post(refs + "branches/dev/undelete", "").status()).isEqualTo(201);
        assertThat(SERVER.post(refs + "tags/v1/undelete", "").status()).isEqualTo(201);

        assertThat(head("dev")).isEqualTo(before);
        assertThat(names("@v1")).containsExactly("t");
        assertThat(SERVER.post(refs + "branches/dev/undelete", "").status()).isEqualTo(409);
        assertThat(SERVER.post(refs + "branches/nobody/undelete", "").status()).isEqualTo(404);
    }

    @Test
    void aBranchOfABranchShowsAllThatItGrewFrom() {
        String ref = "";
        for (int i = 0; i < 6; i++) {
            table(ref, "t" + i);
            assertThat(branch("b" + i, i == 0 ? "main" : "b" + (i - 1)).status())
                    .isEqualTo(201);
            ref = "@b" + i;
        }
        table(ref, "last");

        assertThat(names("@b5")).containsExactly("last", "t0", "t1", "t2", "t3", "t4", "t5");
        assertThat(names("@b2")).containsExactly("t0", "t1", "t2", "t3");
        for (String name : names("@b5")) {
            assertThat(SERVER.get(tables(catalog + "@b5") + "/" + name).status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feature/x",
                "a#b",
                "a%b",
                "a%2Fb",
                "a|b",
                "a\"b",
                "user@host",
                "caf\u00e9",
                "v1.0-rc+1",
                "\ud83d\udc3f",
                "deadbeef"
            })
    void aBranchMayHaveAnyNameThatGitAllows(String name) {
        var made = branch(name.replace("\"", "\\\""), "main");
        assertThat(made.status()).as(made.text()).isEqualTo(201);

        String escaped = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(SERVER.get(refs + "branches/" + escaped).json()).isEqualTo(made.json());
        var config =
                SERVER.get("/v1/config?warehouse=" + URLEncoder.encode(catalog + "@" + name, StandardCharsets.UTF_8));
        assertThat(config.status()).as(config.text()).isEqualTo(200);
        String prefix = config.json().get("overrides").get("prefix").stringValue();
        assertThat(prefix).matches("[A-Za-z0-9._~@-]+");
        assertThat(SERVER.post(tables(prefix), TABLE.formatted("t")).status()).isEqualTo(200);
        assertThat(SERVER.get(tables(catalog + "%40" + escaped)).text()).contains("\"t\"");
        assertThat(names("")).isEmpty();
    }

    @Test
    void aTagIsReadForEverAndNeverWritten() {
        table("", "t");
        assertThat(commit(tag("v1", "main"))).isEqualTo(head("main"));
        SERVER.delete(tables(catalog) + "/t");

        assertThat(names("@v1")).containsExactly("t");
        assertThat(SERVER.get(tables(catalog + "@v1") + "/t").status()).isEqualTo(200);
        var refused = List.of(
                table("@v1", "u"),
                table("@v1", "t"),
                SERVER.post(
                        tables(catalog + "@v1"),
                        TABLE.formatted("s").replace("{\"name\"", "{\"stage-create\":true,\"name\"")),
                SERVER.post("/api/v1/catalogs/%s/load".formatted(catalog + "@v1"), "{\"namespace\":[\"n\"]}"),
                SERVER.post(tables(catalog + "@v1") + "/t", property("x")),
                SERVER.delete(tables(catalog + "@v1") + "/t"),
                SERVER.post("/v1/%s@v1/namespaces".formatted(catalog), "{\"namespace\":[\"n\"]}"));
        assertThat(refused).allSatisfy(reply -> {
            assertThat(reply.status()).as(reply.text()).isEqualTo(403);
            assertThat(reply.text()).contains("tag");
        });
        assertThat(SERVER.delete(refs + "tags/v1").status()).isEqualTo(204);
        assertThat(SERVER.get(tables(catalog + "@v1")).status()).isEqualTo(404);
    }

    @Test
    void aBranchIsResetAndItsReflogTellsWhereItWas() {
        table("", "t");
        String one = head("main");
        table("", "u");
        String two = head("main");

        var stale =
                SERVER.post(refs + "branches/main/reset", "{\"to\":\"%s\",\"expected\":\"%s\"}".formatted(one, one));
        assertThat(stale.status()).as(stale.text()).isEqualTo(409);
        assertThat(stale.text()).contains(two);
        assertThat(commit(SERVER.post(
                        refs + "branches/main/reset", "{\"to\":\"main~1\",\"expected\":\"%s\"}".formatted(two))))
                .isEqualTo(one);
        assertThat(names("")).containsExactly("t");
        assertThat(table("", "v").status()).isEqualTo(200);

        assertThat(names("")).containsExactly("t", "v");
        assertThat(names("@" + two)).containsExactly("t", "u");
        var log = SERVER.get(refs + "branches/main/reflog").json().get("reflog");
        assertThat(StreamSupport.stream(log.spliterator(), false)
                        .map(entry -> entry.get("action").stringValue()))
                .startsWith("commit", "reset", "commit", "commit")
                .endsWith("create");
        assertThat(log.get(1).get("commit").get("id").stringValue()).isEqualTo(one);
        assertThat(log.get(2).get("commit").get("id").stringValue()).isEqualTo(two);
        assertThat(log.get(1).get("by").stringValue()).isEqualTo("anonymous");
    }

    private String append(String ref, long id, long parent) {
        var location = SERVER.get(tables(catalog + ref) + "/t")
                .json()
                .get("metadata")
                .get("location")
                .stringValue();
        var body = """
                {"requirements":[],"updates":[
                  {"action":"add-snapshot","snapshot":{"snapshot-id":%1$d,%2$s"sequence-number":%1$d,"timestamp-ms":%3$d,
                   "manifest-list":"%4$s/metadata/snap-%1$d.avro","summary":{"operation":"append"},"schema-id":0}},
                  {"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":%1$d}]}
                """.formatted(
                        id,
                        parent == 0 ? "" : "\"parent-snapshot-id\":%d,".formatted(parent),
                        System.currentTimeMillis(),
                        location);
        var appended = SERVER.post(tables(catalog + ref) + "/t", body);
        assertThat(appended.status()).as(appended.text()).isEqualTo(200);
        return appended.text();
    }

    private List<String> messages(String branch) {
        var log = SERVER.get("/api/v1/branches/%s/commits?catalog=%s&limit=2".formatted(branch, catalog));
        return StreamSupport.stream(log.json().spliterator(), false)
                .map(commit -> commit.get("message").stringValue())
                .toList();
    }

    @Test
    void aCommitTellsWhatItDidUnlessItsClientDoes() {
        table("", "t");
        append("", 1, 0);
        assertThat(messages("main")).containsExactly("append to default.t", "create table default.t");

        var told = SERVER.post(tables(catalog) + "/t", property("x"), "X-Meerkat-Message", "caf\u00e9 opens");
        assertThat(told.status()).as(told.text()).isEqualTo(200);
        assertThat(messages("main").getFirst()).contains("opens");
        assertThat(SERVER.post(tables(catalog) + "/t", property("y"), "X-Meerkat-Message", "x".repeat(4_001))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aClientSaysWhoWroteAChangeAndWhatElseIsWorthKnowing() {
        String author = "X-Meerkat-Author";
        String properties = "X-Meerkat-Properties";
        table("", "t");
        var told = SERVER.post(
                tables(catalog) + "/t",
                property("x"),
                author,
                "Ada <ada@example.com>",
                properties,
                "job=nightly, ticket=DE-17%2C%20DE+18");
        assertThat(told.status()).as(told.text()).isEqualTo(200);

        var commit = SERVER.get(refs + "commits/main").json();

        assertThat(commit.get("author").stringValue()).isEqualTo("Ada <ada@example.com>");
        assertThat(commit.get("committer").stringValue()).isEqualTo("anonymous");
        assertThat(commit.get("properties").toString()).isEqualTo("{\"job\":\"nightly\",\"ticket\":\"DE-17, DE+18\"}");
        assertThat(commit.get("message").stringValue())
                .startsWith("update default.t: set p")
                .endsWith("\n\nAuthor: Ada <ada@example.com>\njob: nightly\nticket: DE-17, DE+18");
        assertThat(SERVER.get(refs + "log?author=Ada").json().get("commits")).hasSize(1);
        for (String wrong : List.of(
                "job", "=x", "a b=c", "a=%zz", "a=%0A", "a=%E2%80%A8b", "a=%c3", "a=1,a=2", "Author=Eve", "a=1,")) {
            assertThat(SERVER.post(tables(catalog) + "/t", property("y"), properties, wrong)
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(SERVER.post(tables(catalog) + "/t", property("y"), author, "x".repeat(4_000))
                        .status())
                .isEqualTo(400);
    }

    private Reply expire(String ref, long snapshot) {
        return SERVER.post(
                tables(catalog + ref) + "/t",
                "{\"requirements\":[],\"updates\":[{\"action\":\"remove-snapshots\",\"snapshot-ids\":[%d]}]}"
                        .formatted(snapshot));
    }

    @Test
    void aSnapshotIsNotExpiredWhileAnotherRefShowsIt() {
        table("", "t");
        append("", 1, 0);
        append("", 2, 1);
        branch("dev", "main");
        append("", 3, 2);
        append("", 4, 3);
        append("@dev", 5, 2);
        append("@dev", 6, 5);

        for (var kept : List.of(expire("", 1), expire("@dev", 1), expire("@dev", 2))) {
            assertThat(kept.status()).as(kept.text()).isEqualTo(400);
            assertThat(kept.text()).contains("needed by another branch or tag");
        }
        assertThat(expire("", 3).status()).isEqualTo(200);
        assertThat(expire("@dev", 5).status()).isEqualTo(200);

        branch("other", "dev");
        branch("fresh", "other");
        assertThat(expire("@fresh", 2).status()).isEqualTo(400);
        tag("v1", "dev");
        SERVER.delete(refs + "branches/dev");
        SERVER.delete(refs + "branches/other");
        SERVER.delete(refs + "branches/fresh");
        assertThat(expire("", 2).status())
                .as("shown by a tag on a line that is gone")
                .isEqualTo(400);
        SERVER.delete(refs + "tags/v1");
        assertThat(expire("", 1).status()).isEqualTo(200);
        tag("v2", "main");
        assertThat(expire("", 2).status()).isEqualTo(400);
    }

    @RepeatedTest(20)
    void ofATagAndAnExpiryThatRaceOneSeesTheOther() throws Exception {
        table("", "t");
        append("", 1, 0);
        append("", 2, 1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var tagged = threads.submit(() -> tag("v1", "main"));
            var expired = threads.submit(() -> expire("", 1));

            assertThat(tagged.get().status()).isEqualTo(201);
            boolean isKept = SERVER.get(tables(catalog + "@v1") + "/t").text().contains("\"snapshot-id\":1,");
            assertThat(expired.get().status()).isEqualTo(isKept ? 400 : 200);
        }
    }

    @Test
    void refsAreListedByTypeAndPrefixInPages() {
        for (String name : List.of("a/1", "a/2", "a/3", "b")) {
            branch(name, "main");
            tag("v-" + name, "main");
        }
        var first = SERVER.get(refs + "branches?prefix=a/&limit=2").json();
        assertThat(first.get("branches")).hasSize(2);
        var rest = SERVER.get(refs + "branches?prefix=a/&limit=2&page_token="
                        + first.get("next_page_token").stringValue())
                .json();

        assertThat(rest.get("branches").get(0).get("name").stringValue()).isEqualTo("a/3");
        assertThat(rest.has("next_page_token")).isFalse();
        assertThat(SERVER.get(refs + "branches").json().get("branches")).hasSize(5);
        assertThat(SERVER.get(refs + "tags").json().get("tags")).hasSize(4);
        for (String wrong : List.of("page_token=%2A", "page_token=AA", "prefix=%00")) {
            assertThat(SERVER.get(refs + "branches?" + wrong).status()).isEqualTo(400);
        }
    }

    @Test
    void whatCannotBeDoneIsAProblemThatNamesTheThing() {
        branch("dev", "main");
        var problems = List.of(
                branch("dev", "main"),
                tag("dev", "main"),
                branch("x", "nowhere"),
                branch("a..b", "main"),
                branch("", "main"),
                branch("refs/heads/x", "main"),
                SERVER.get(refs + "branches/nowhere"),
                SERVER.get(refs + "tags/dev"),
                SERVER.delete(refs + "branches/main"),
                SERVER.delete(refs + "branches/nowhere"),
                SERVER.post(refs + "branches/dev/reset", "{}"),
                SERVER.get("/api/v2/catalogs/nowhere/branches"),
                SERVER.delete("/api/v1/catalogs/" + catalog));

        assertThat(problems.stream().map(Reply::status))
                .containsExactly(409, 409, 404, 400, 400, 400, 404, 404, 409, 404, 400, 404, 409);
        assertThat(problems.subList(0, 12)).allSatisfy(problem -> {
            assertThat(problem.contentType()).contains("application/problem+json");
            assertThat(problem.json().get("status").intValue()).isEqualTo(problem.status());
            assertThat(problem.json().get("detail").stringValue()).isNotEmpty();
        });
    }
}
