package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Logs, commits in full and differences over the API. */
class LogIT {
    private static final RunningServer SERVER = RunningServer.shared();

    private final TestCatalog catalog = TestCatalog.on(SERVER);

    private List<String> messages(String query) {
        return all("log?" + query, "commits").stream()
                .map(commit -> commit.get("message").stringValue())
                .toList();
    }

    /** Of all pages. */
    private List<JsonNode> all(String path, String field) {
        var all = new ArrayList<JsonNode>();
        String token = "";
        do {
            var page = catalog.get(path + token);
            page.get(field).forEach(all::add);
            token = page.has("next_page_token")
                    ? "&page_token=" + page.get("next_page_token").stringValue()
                    : "";
        } while (!token.isEmpty());
        return all;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }

    private void merged() {
        catalog.create("", "t");
        catalog.branch("dev", "main");
        catalog.create("@dev", "one");
        catalog.create("", "ours");
        catalog.create("@dev", "two");
        ok(catalog.post("merges", "{\"source\":\"dev\",\"message\":\"dev goes live\"}"));
        catalog.create("", "last");
    }

    @Test
    void aLogShowsWhatWasMergedInTheOrderOfTimeInPagesOfAnySize() {
        merged();

        var log = messages("limit=100");
        assertThat(log.subList(0, 6))
                .containsExactly(
                        "create table default.last",
                        "dev goes live",
                        "create table default.two",
                        "create table default.ours",
                        "create table default.one",
                        "create table default.t");
        for (int size : new int[] {1, 2, 3, 5}) {
            assertThat(messages("limit=" + size)).isEqualTo(log);
        }
        assertThat(messages("ref=dev&without=main~2"))
                .isEqualTo(List.of("create table default.two", "create table default.one"));
    }

    @Test
    void aPageStaysTrueWhateverIsCommittedMeanwhile() {
        merged();
        var first = catalog.get("log?limit=2");
        catalog.create("", "meanwhile");

        var second = catalog.get(
                "log?limit=2&page_token=" + first.get("next_page_token").stringValue());

        assertThat(second.get("commits").get(0).get("message").stringValue()).isEqualTo("create table default.two");
    }

    @Test
    void aLogIsFilteredByPathTextAuthorAndTime() {
        merged();
        catalog.set("", "one", "x", "1");

        assertThat(messages("path=default.one"))
                .containsExactly("update default.one: set x", "dev goes live", "create table default.one");
        assertThat(messages("path=default.one&limit=1")).hasSize(3);
        assertThat(messages("text=GOES")).containsExactly("dev goes live");
        assertThat(messages("author=nobody")).isEmpty();
        assertThat(messages("author=anonymous&path=default")).hasSizeGreaterThan(5);
        assertThat(messages("since=2999-01-01T00:00:00Z")).isEmpty();
        assertThat(messages("until=2001-01-01T00:00:00Z")).isEmpty();
        assertThat(SERVER.get(catalog.refs() + "log?since=yesterday").status()).isEqualTo(400);
        assertThat(SERVER.get(catalog.refs() + "log?page_token=x").status()).isEqualTo(400);
        assertThat(SERVER.get(catalog.refs() + "log?ref=nobody").status()).isEqualTo(404);
    }

    @Test
    void aCommitIsShownInFullWithWhatItChangedInWords() {
        catalog.create("", "t");
        catalog.update(
                "",
                "t",
                """
                {"action":"add-schema","schema":{"type":"struct","fields":[
                  {"id":1,"name":"b","required":false,"type":"long"},{"id":2,"name":"c","required":false,"type":"int"}]}}
                """,
                "{\"action\":\"set-current-schema\",\"schema-id\":-1}",
                "{\"action\":\"set-properties\",\"updates\":{\"x\":\"1\"}}");

        var commit = catalog.get("commits/main");

        assertThat(commit.get("id").stringValue()).isEqualTo(catalog.head("main"));
        assertThat(commit.get("change_count").intValue()).isEqualTo(1);
        var change = commit.get("changes").get(0);
        assertThat(change.get("change").stringValue()).isEqualTo("changed");
        assertThat(texts(change.get("words")))
                .containsExactly(
                        "rename column a to b",
                        "change column b from int to long",
                        "add column c int",
                        "set property x to '1'");
        assertThat(change.get("name").get("name").stringValue()).isEqualTo("t");
        assertThat(catalog.get("commits/main~1")
                        .get("changes")
                        .get(0)
                        .get("change")
                        .stringValue())
                .isEqualTo("added");
        assertThat(SERVER.get(catalog.refs() + "commits/" + "0".repeat(64)).status())
                .isEqualTo(404);
    }

    @Test
    void aLogGoesOnWhereManyBranchesLivedSideBySide() {
        catalog.create("", "t");
        int branches = 220;
        for (int i = 0; i < branches; i++) {
            catalog.branch("b" + i, "main");
            catalog.set("@b" + i, "t", "p" + i, "1");
        }
        for (int i = 0; i < branches; i++) {
            ok(catalog.post("merges", "{\"source\":\"b%d\",\"mode\":\"merge_commit\"}".formatted(i)));
        }

        var messages = all("log?limit=250", "commits").stream()
                .map(commit -> commit.get("message").stringValue())
                .toList();

        assertThat(messages).hasSizeGreaterThan(2 * branches).contains("update default.t: set p0");
    }

    @Test
    void aCommitIsShownInFullWhicheverBranchItIsTheHeadOf() {
        catalog.create("", "t");
        catalog.branch("dev", "main");
        catalog.create("@dev", "u");
        catalog.branch("of-dev", "dev");
        ok(catalog.post("merges", "{\"source\":\"dev\",\"mode\":\"fast_forward\"}"));
        catalog.branch("reset", "main~1");
        ok(catalog.post("branches/reset/reset", "{\"to\":\"dev\"}"));
        var whole = catalog.get("commits/" + catalog.head("dev"));

        assertThat(whole.get("change_count").intValue()).isEqualTo(1);
        assertThat(whole.get("changes").size()).isEqualTo(1);
        for (String ref : List.of(
                "dev", "of-dev", "main", "reset", "dev*" + whole.get("time").stringValue())) {
            assertThat(catalog.get("commits/" + ref)).as(ref).isEqualTo(whole);
        }
    }

    private void lived() {
        catalog.create("", "t");
        catalog.set("", "t", "x", "1");
        catalog.create("", "between");
        ok(SERVER.post("/v1/%s/tables/rename".formatted(catalog.name()), """
                {"source":{"namespace":["default"],"name":"t"},"destination":{"namespace":["default"],"name":"u"}}
                """));
        catalog.update("", "u", """
                {"action":"add-schema","schema":{"type":"struct","fields":[
                  {"id":1,"name":"a","required":false,"type":"int"},{"id":2,"name":"b","required":false,"type":"int"}]}}
                """, "{\"action\":\"set-current-schema\",\"schema-id\":-1}");
        catalog.set("", "u", "y", "2");
        catalog.create("", "t");
    }

    @Test
    void theHistoryOfATableGoesAcrossItsNames() {
        lived();

        var history = all("history?path=default.u", "history");

        assertThat(history.stream().map(step -> step.get("change").get("change").stringValue()))
                .containsExactly("changed", "changed", "renamed", "changed", "added");
        assertThat(history.get(2).get("change").get("from").get("name").stringValue())
                .isEqualTo("t");
        assertThat(texts(history.get(1).get("change").get("words"))).containsExactly("add column b int");
        for (int size : new int[] {1, 2, 3}) {
            assertThat(all("history?path=default.u&limit=" + size, "history")).isEqualTo(history);
        }
        assertThat(all("history?path=default.t", "history")).hasSize(1);
        assertThat(all("history?path=default.t&ref=main~5", "history")).hasSize(2);
        assertThat(SERVER.get(catalog.refs() + "history?path=default.nobody").status())
                .isEqualTo(404);
        assertThat(SERVER.get(catalog.refs() + "history").status()).isEqualTo(400);
        assertThat(SERVER.get(catalog.refs() + "history?path=default.u&page_token=x")
                        .status())
                .isEqualTo(400);
    }

    private void columns(String ref, String table, String... columns) {
        var fields = IntStream.range(0, columns.length)
                .mapToObj(i ->
                        "{\"id\":%d,\"name\":\"%s\",\"required\":false,\"type\":\"int\"}".formatted(i + 1, columns[i]))
                .collect(Collectors.joining(","));
        catalog.update(
                ref,
                table,
                "{\"action\":\"add-schema\",\"schema\":{\"type\":\"struct\",\"fields\":[%s]}}".formatted(fields),
                "{\"action\":\"set-current-schema\",\"schema-id\":-1}");
    }

    @Test
    void theHistoryOfAColumnGoesAcrossItsNames() {
        catalog.create("", "t");
        catalog.set("", "t", "x", "1");
        columns("", "t", "a", "b");
        catalog.set("", "t", "x", "2");
        columns("", "t", "a", "c");
        columns("", "t", "z", "c");

        var history = all("history?path=default.t&column=c", "history");

        assertThat(history.stream()
                        .map(step -> texts(step.get("change").get("words")).getFirst()))
                .containsExactly("rename column b to c", "add column b int");
        assertThat(all("history?path=default.t&column=c&limit=1", "history")).isEqualTo(history);
        assertThat(all("history?path=default.t&column=z", "history"))
                .hasSize(2)
                .last()
                .satisfies(made -> assertThat(made.get("change").get("change").stringValue())
                        .isEqualTo("added"));
        assertThat(SERVER.get(catalog.refs() + "history?path=default.t&column=b")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge_commit", "squash"})
    void blameLooksThroughMergesForWhoMadeWhatTheyBrought(String mode) {
        catalog.create("", "t");
        catalog.branch("dev", "main");
        catalog.set("@dev", "t", "x", "theirs");
        columns("@dev", "t", "a", "b");
        catalog.create("@dev", "made");
        catalog.set("@dev", "made", "z", "there");
        catalog.branch("of_dev", "dev");
        catalog.set("@of_dev", "t", "w", "deeper");
        ok(catalog.post("merges", "{\"source\":\"of_dev\",\"branch\":\"dev\",\"mode\":\"%s\"}".formatted(mode)));
        catalog.set("", "t", "y", "ours");
        ok(catalog.post("merges", "{\"source\":\"dev\",\"mode\":\"%s\"}".formatted(mode)));

        assertThat(blamed("t"))
                .containsEntry("a", "create table default.t")
                .containsEntry("b", "update default.t: add column b")
                .containsEntry("w", "update default.t: set w")
                .containsEntry("x", "update default.t: set x")
                .containsEntry("y", "update default.t: set y");
        assertThat(blamed("made"))
                .containsEntry("a", "create table default.made")
                .containsEntry("z", "update default.made: set z");
    }

    private Map<String, String> blamed(String table) {
        var blame = catalog.get("blame?path=default." + table);
        var by = new TreeMap<String, String>();
        blame.get("columns").forEach(column -> by.put(column.get("name").stringValue(), message(column)));
        blame.get("properties").forEach(property -> by.put(property.get("key").stringValue(), message(property)));
        return by;
    }

    private static String message(JsonNode blamed) {
        return blamed.get("commit").get("message").stringValue();
    }

    @Test
    void blameTellsWhoLastChangedEachColumnAndProperty() {
        lived();
        catalog.set("", "u", "x", "3");

        var blame = catalog.get("blame?path=default.u");

        assertThat(blame.get("columns").get(0).get("commit").get("message").stringValue())
                .isEqualTo("create table default.t");
        assertThat(blame.get("columns").get(1).get("commit").get("message").stringValue())
                .contains("add column b");
        var by = new ArrayList<String>();
        blame.get("properties").forEach(property -> {
            if (property.get("key").stringValue().length() == 1) {
                by.add(property.get("key").stringValue() + " "
                        + property.get("commit").get("message").stringValue());
            }
        });
        assertThat(by).containsExactly("x update default.u: set x", "y update default.u: set y");
    }

    @Test
    void aDifferenceFollowsObjectsAcrossNamesAndLooksIntoTables() {
        catalog.create("", "t");
        catalog.create("", "gone");
        catalog.branch("dev", "main");
        catalog.append("@dev", "t", 1, 0);
        ok(SERVER.post("/v1/%s@dev/tables/rename".formatted(catalog.name()), """
                {"source":{"namespace":["default"],"name":"t"},"destination":{"namespace":["default"],"name":"named"}}
                """));
        catalog.drop("@dev", "gone");
        catalog.create("@dev", "made");
        catalog.create("", "ours");

        var diff = catalog.get("diff?from=main&to=dev");

        assertThat(diff.get("ahead").intValue()).isEqualTo(4);
        assertThat(diff.get("behind").intValue()).isEqualTo(1);
        assertThat(diff.get("merge_bases").size()).isEqualTo(1);
        var verbs = StreamSupport.stream(diff.get("changes").spliterator(), false)
                .map(change -> change.get("name").get("name").stringValue() + " "
                        + change.get("change").stringValue())
                .toList();
        assertThat(verbs).containsExactly("gone removed", "made added", "named renamed_and_changed", "ours removed");
        var table = diff.get("changes").get(2).get("table");
        assertThat(table.get("snapshots_added").get(0).get("id").longValue()).isEqualTo(1);
        assertThat(table.get("after").get("snapshot_id").longValue()).isEqualTo(1);
        assertThat(all("diff?from=main&to=dev&limit=1", "changes")).hasSize(4);
        assertThat(catalog.get("diff?from=dev&to=dev").get("changes").size()).isZero();
        assertThat(catalog.get("diff?from=main&to=dev&path=default.made")
                        .get("changes")
                        .size())
                .isEqualTo(1);
    }
}
