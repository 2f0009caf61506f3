package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.list;
import static io.meerkat.api.management.TestCatalog.ok;
import static io.meerkat.api.management.TestCatalog.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merges over the API: what they bring, and what becomes of conflicts. */
class MergesIT {
    private static final RunningServer SERVER = RunningServer.shared();

    private final TestCatalog catalog = TestCatalog.on(SERVER);

    @Test
    void aMergeBringsWhatTheSourceDidAndKeepsWhatTheTargetDid() {
        catalog.tableOnBoth();
        catalog.create("@dev", "theirs");
        catalog.set("@dev", "t", "x", "dev");
        catalog.create("", "ours");

        var merged = ok(catalog.merge("")).json();

        assertThat(text(merged, "state")).isEqualTo("completed");
        assertThat(text(merged, "head")).isEqualTo(catalog.head("main"));
        assertThat(catalog.names("")).containsExactly("ours", "t", "theirs");
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"));
        assertThat(catalog.names("@dev")).containsExactly("t", "theirs");
        assertThat(text(ok(catalog.merge("")).json(), "state")).isEqualTo("up_to_date");
        assertThat(catalog.names("@main~1")).containsExactly("ours", "t");
        assertThat(catalog.names("@main^2")).containsExactly("t", "theirs");
    }

    @Test
    void whatBothDidToOneTableIsMergedWhereItGoesTogether() {
        catalog.tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "y", "main");
        String before = text(catalog.load("", "t"), "metadata-location");

        ok(catalog.merge(""));

        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"), Map.entry("y", "main"));
        assertThat(text(catalog.load("", "t"), "metadata-location")).isNotEqualTo(before);
        assertThat(catalog.properties("@dev", "t")).containsExactly(Map.entry("x", "dev"));
        catalog.set("", "t", "z", "after");
        assertThat(catalog.properties("", "t")).containsKeys("x", "y", "z");
    }

    @Test
    void aConflictIsToldAnsweredItemByItemAndTheMergeCompleted() {
        catalog.tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");
        String before = catalog.head("main");

        var refused = catalog.merge("");

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(catalog.head("main")).isEqualTo(before);
        var merge = refused.json().get("merge");
        var conflict = list(merge, "conflicts").getFirst();
        assertThat(text(conflict, "code")).isEqualTo("BOTH_MODIFIED_TABLE");
        var item = list(conflict, "items").getFirst();
        assertThat(text(item, "ours")).isEqualTo("main");
        assertThat(text(item, "theirs")).isEqualTo("dev");
        String id = text(merge, "id");
        assertThat(catalog.post("merges/" + id + "/complete", "").status()).isEqualTo(409);

        var answered = ok(catalog.post(
                        "merges/" + id + "/resolutions",
                        "{\"resolutions\":{\"%s\":{\"items\":[{\"code\":\"%s\",\"path\":\"x\",\"value\":\"both\"}]}}}"
                                .formatted(text(conflict, "id"), text(item, "code"))))
                .json();
        assertThat(text(answered, "outlook")).isEqualTo("clean");

        ok(catalog.post("merges/" + id + "/complete", "{\"message\":\"dev goes live\"}"));
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "both"));
        var ended = catalog.get("merges/" + id);
        assertThat(text(ended, "state")).isEqualTo("completed");
        assertThat(text(ended, "head")).isEqualTo(catalog.head("main"));
        assertThat(catalog.post("merges/" + id + "/complete", "").status()).isEqualTo(409);
        assertThat(catalog.post("merges/" + id + "/abort", "").status()).isEqualTo(409);
    }

    @Test
    void aMergeAskedForAgainGoesOnWithTheAnswersThatItHas() {
        catalog.tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");
        var opened = catalog.merge("").json().get("merge");
        String answer = "{\"resolutions\":{\"%s\":{\"take\":\"theirs\"}}}"
                .formatted(text(list(opened, "conflicts").getFirst(), "id"));
        ok(catalog.post("merges/%s/resolutions".formatted(text(opened, "id")), answer));
        catalog.create("", "u");
        catalog.create("@dev", "u");

        var again = catalog.merge("");
        assertThat(again.status()).isEqualTo(409);
        var merge = again.json().get("merge");
        assertThat(text(merge, "id")).isEqualTo(text(opened, "id"));
        assertThat(list(merge, "conflicts")).hasSize(1);

        var done = ok(catalog.merge(",\"resolutions\":{\"%s\":{\"take\":\"ours\"}}"
                .formatted(text(list(merge, "conflicts").getFirst(), "id"))));
        assertThat(text(done.json(), "state")).isEqualTo("completed");
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"));
        assertThat(text(catalog.get("merges/" + text(opened, "id")), "state")).isEqualTo("completed");
        assertThat(list(catalog.get("merges"), "merges")).hasSize(1);
    }

    @Test
    void oneSideCanBeTakenForAllThatConflicts() {
        catalog.tableOnBoth();
        catalog.create("", "u");
        catalog.create("@dev", "u");
        catalog.set("@dev", "t", "x", "dev");
        catalog.drop("", "t");

        assertThat(catalog.merge("").json().get("merge").get("conflicts").size())
                .isEqualTo(2);
        ok(catalog.merge(",\"take_all\":\"theirs\""));

        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"));
        assertThat(text(catalog.load("", "u").get("metadata"), "table-uuid"))
                .isEqualTo(text(catalog.load("@dev", "u").get("metadata"), "table-uuid"));
    }

    @Test
    void aDryRunTellsAndTouchesNothing() {
        catalog.tableOnBoth();
        catalog.create("@dev", "theirs");
        String before = catalog.head("main");

        var looked = ok(catalog.merge(",\"dry_run\":true")).json();

        assertThat(text(looked, "outlook")).isEqualTo("clean");
        assertThat(list(looked, "changes")).hasSize(1);
        assertThat(catalog.head("main")).isEqualTo(before);
        assertThat(catalog.get("merges").get("merges").size()).isZero();
    }

    @Test
    void anOpenMergeNoticesThatHeadsMoveAndKeepsTheAnswersThatStillFit() {
        catalog.tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");
        var opened = catalog.merge(",\"hold\":true,\"take_all\":\"theirs\"");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        String id = text(opened.json(), "id");

        catalog.create("", "later");
        assertThat(text(catalog.get("merges/" + id), "outlook")).isEqualTo("clean");
        catalog.set("@dev", "t", "x", "newer");
        assertThat(text(catalog.get("merges/" + id), "outlook")).isEqualTo("conflicted");
        ok(catalog.post("merges/" + id + "/resolutions", "{\"take_all\":\"theirs\"}"));

        ok(catalog.post("merges/" + id + "/complete", ""));
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "newer"));
        assertThat(catalog.names("")).containsExactly("later", "t");
    }

    @Test
    void anAbortedMergeChangesNothing() {
        catalog.tableOnBoth();
        catalog.create("@dev", "theirs");
        String id = text(catalog.merge(",\"hold\":true").json(), "id");

        assertThat(text(ok(catalog.post("merges/" + id + "/abort", "")).json(), "state"))
                .isEqualTo("aborted");

        assertThat(catalog.names("")).containsExactly("t");
        assertThat(catalog.get("merges?state=open").get("merges").size()).isZero();
        assertThat(catalog.get("merges?state=aborted").get("merges").size()).isEqualTo(1);
    }

    @Test
    void aFastForwardMovesTheBranchAndMakesNoCommit() {
        catalog.tableOnBoth();
        catalog.create("@dev", "theirs");

        ok(catalog.merge(",\"mode\":\"fast_forward_only\""));

        assertThat(catalog.head("main")).isEqualTo(catalog.head("dev"));
        assertThat(catalog.names("")).containsExactly("t", "theirs");
        assertThat(text(list(catalog.get("branches/main/reflog"), "reflog").getFirst(), "action"))
                .isEqualTo("fast_forward");
        catalog.create("", "after");
        catalog.create("@dev", "more");
        assertThat(catalog.merge(",\"mode\":\"fast_forward_only\"").status()).isEqualTo(409);
        ok(catalog.merge(""));
        assertThat(catalog.names("")).containsExactly("after", "more", "t", "theirs");
    }

    @Test
    void aSquashIsOneCommitAndWhatItBroughtDoesNotComeAgain() {
        catalog.tableOnBoth();
        catalog.create("@dev", "one");
        catalog.create("@dev", "two");
        ok(catalog.merge(",\"mode\":\"squash\""));
        assertThat(catalog.names("@main~1")).containsExactly("t");
        catalog.drop("", "one");
        catalog.create("@dev", "three");

        ok(catalog.merge(",\"mode\":\"squash\""));

        assertThat(catalog.names("")).containsExactly("t", "three", "two");
        assertThat(SERVER.get(catalog.tables("@main^2")).status()).isEqualTo(404);
    }

    @Test
    void dataOfOneSideIsMergedWithColumnsOfTheOther() {
        catalog.create("", "t");
        catalog.append("", "t", 1, 0);
        catalog.branch("dev", "main");
        catalog.append("@dev", "t", 2, 1);
        catalog.update("", "t", """
                {"action":"add-schema","schema":{"type":"struct","fields":[
                  {"id":1,"name":"a","required":false,"type":"int"},{"id":2,"name":"b","required":false,"type":"long"}]}}
                """, "{\"action\":\"set-current-schema\",\"schema-id\":-1}");

        ok(catalog.merge(""));

        var table = catalog.load("", "t").get("metadata");
        assertThat(table.get("current-snapshot-id").longValue()).isEqualTo(2);
        assertThat(table.get("current-schema-id").intValue()).isEqualTo(1);
        catalog.append("", "t", 3, 2);
        catalog.append("@dev", "t", 4, 2);
        var both = catalog.merge("").json().get("merge");
        assertThat(text(list(list(both, "conflicts").getFirst(), "items").getFirst(), "code"))
                .isEqualTo("DATA_BOTH_CHANGED");
        ok(catalog.merge(",\"take_all\":\"theirs\""));
        assertThat(catalog.load("", "t")
                        .get("metadata")
                        .get("current-snapshot-id")
                        .longValue())
                .isEqualTo(4);
        assertThat(catalog.load("", "t").get("metadata").get("snapshots").size())
                .isEqualTo(4);
    }

    @Test
    void aMergeThatWasOpenedForABranchIsNotMadeOnAnotherOfItsName() {
        catalog.tableOnBoth();
        catalog.branch("rel", "main");
        catalog.create("@dev", "one");
        String id = text(catalog.merge(",\"branch\":\"rel\",\"hold\":true").json(), "id");
        ok(SERVER.delete(catalog.refs() + "branches/rel"));
        catalog.branch("rel", "main");

        assertThat(catalog.post("merges/" + id + "/complete", "").status()).isEqualTo(404);
        assertThat(text(catalog.get("merges/" + id), "outlook")).isEqualTo("impossible");
        assertThat(catalog.names("@rel")).containsExactly("t");
    }

    @Test
    void aViewThatIsBoundToACatalogIsWarnedOfWhicheverSideMadeIt() {
        view("", "kept", "");
        view("", "bound", "\"default-catalog\":\"elsewhere\",");
        catalog.branch("dev", "main");
        view("@dev", "made", "\"default-catalog\":\"sales_dev\",");
        view("@dev", "free", "");
        assertThat(warnings(catalog.merge(",\"dry_run\":true"))).containsExactly(bound("sales_dev"));
        catalog.create("", "meanwhile");

        assertThat(warnings(catalog.merge(""))).containsExactly(bound("sales_dev"));
        assertThat(catalog.names("")).containsExactly("meanwhile");

        ok(SERVER.post("/v1/%s@dev/views/rename".formatted(catalog.name()), """
                {"source":{"namespace":["default"],"name":"made"},
                 "destination":{"namespace":["default"],"name":"moved"}}
                """));
        ok(SERVER.delete("/v1/%s@dev/namespaces/default/views/bound".formatted(catalog.name())));
        assertThat(warnings(catalog.merge("")))
                .as("neither a new name nor a view that goes is a new query")
                .isEmpty();
    }

    private void view(String ref, String name, String bound) {
        ok(SERVER.post("/v1/%s%s/namespaces/default/views".formatted(catalog.name(), ref), """
                {"name":"%s","schema":{"type":"struct","fields":[{"id":1,"name":"a","required":false,"type":"int"}]},
                 "properties":{},"view-version":{"version-id":1,"schema-id":0,"timestamp-ms":1,"summary":{},%s
                 "default-namespace":["default"],
                 "representations":[{"type":"sql","sql":"select a from t","dialect":"spark"}]}}
                """.formatted(name, bound)));
    }

    private static String bound(String catalog) {
        return "The view looks up names in the catalog %s, whichever catalog it is in.".formatted(catalog);
    }

    private static List<String> warnings(Reply reply) {
        return ok(reply)
                .json()
                .path("warnings")
                .valueStream()
                .map(warning -> text(warning, "sentence"))
                .toList();
    }

    @Test
    void whatCannotBeIsSaidAndNothingIsChanged() {
        catalog.tableOnBoth();
        assertThat(catalog.post("merges", "{\"source\":\"nobody\"}").status()).isEqualTo(404);
        assertThat(catalog.post("merges", "{\"source\":\"dev\",\"branch\":\"nobody\"}")
                        .status())
                .isEqualTo(404);
        assertThat(catalog.post("merges", "{}").status()).isEqualTo(400);
        assertThat(catalog.merge(",\"dryrun\":true").status()).isEqualTo(400);
        assertThat(catalog.merge(",\"message\":\"%s\"".formatted("x".repeat(4_001)))
                        .status())
                .isEqualTo(400);
        assertThat(catalog.merge(",\"resolutions\":{\"%s\":{\"entry\":\"00\"}}".formatted("a".repeat(64)))
                        .status())
                .isEqualTo(400);
        assertThat(catalog.post("merges", "{\"source\":\"dev\",\"mode\":\"octopus\"}")
                        .status())
                .isEqualTo(400);
        assertThat(catalog.post("rebases", "{\"onto\":\"main\"}").status()).isEqualTo(400);
        assertThat(SERVER.get(catalog.refs() + "merges/" + "0".repeat(8) + "-0000-4000-8000-000000000000")
                        .status())
                .isEqualTo(404);
        assertThat(SERVER.get(catalog.refs() + "merges/x").status()).isEqualTo(400);
    }

    @Test
    void aMergeIsMadeOfJustWhatWasLookedAt() {
        catalog.tableOnBoth();
        catalog.create("@dev", "one");
        var seen = ok(catalog.merge(",\"dry_run\":true")).json();
        var expected = ",\"expected\":\"%s\",\"expected_source\":\"%s\""
                .formatted(text(seen, "branch_head"), text(seen, "source_head"));
        catalog.create("@dev", "two");

        var refused = catalog.merge(expected);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(text(refused.json(), "detail")).contains("source points to " + catalog.head("dev"));
        assertThat(catalog.names("")).containsExactly("t");

        catalog.create("", "ours");
        var held = text(ok(catalog.merge(",\"hold\":true")).json(), "id");
        var moved = catalog.post("merges/" + held + "/complete", "{%s}".formatted(expected.substring(1)));
        assertThat(moved.status()).isEqualTo(409);
        assertThat(text(moved.json(), "detail")).contains("branch main points to " + catalog.head("main"));

        ok(catalog.post(
                "merges/" + held + "/complete",
                "{\"expected\":\"%s\",\"expected_source\":\"%s\"}"
                        .formatted(catalog.head("main"), catalog.head("dev"))));
        assertThat(catalog.names("")).containsExactly("one", "ours", "t", "two");
    }

    @Test
    void aMessageIsNotDroppedWithoutAWord() {
        catalog.tableOnBoth();
        catalog.create("@dev", "one");

        var merge = catalog.post("merges", "{\"source\":\"dev\",\"mode\":\"rebase\",\"message\":\"m\"}");
        assertThat(merge.status()).isEqualTo(400);
        assertThat(text(merge.json(), "detail")).contains("'m'");

        var rebase = catalog.post("rebases", "{\"branch\":\"dev\",\"onto\":\"main\",\"message\":\"m\"}");
        assertThat(rebase.status()).isEqualTo(400);
        assertThat(text(rebase.json(), "detail")).contains("'message'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merges {'source':'dev'}",
                "merges {'source':'dev','mode':'squash'}",
                "merges {'source':'dev','mode':'rebase'}",
                "merges {'source':'dev','branch':'behind'}",
                "cherry-picks {'commit':'dev'}",
                "reverts {'commit':'main'}",
                "rebases {'branch':'dev','onto':'main'}"
            })
    void aDryRunOfEachVerbTellsAndTouchesNothing(String call) throws IOException {
        catalog.tableOnBoth();
        catalog.branch("behind", "main");
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "y", "main");
        var verb = call.substring(0, call.indexOf(' '));
        var order = call.substring(call.indexOf('{')).replace('\'', '"').replace("}", ",\"dry_run\":true}");
        var before = everything(verb);

        var told = ok(catalog.post(verb, order)).json();

        assertThat(text(told, "outlook")).isIn("clean", "fast_forward");
        assertThat(everything(verb)).isEqualTo(before);
    }

    private List<Object> everything(String verb) throws IOException {
        try (var files = Files.walk(SERVER.data().resolve("warehouse").resolve(catalog.name()))) {
            return List.of(
                    catalog.get("branches"),
                    catalog.get("log"),
                    catalog.get("log?ref=dev"),
                    catalog.get(verb),
                    files.sorted().toList());
        }
    }

    @Test
    void oneAnswerThatDoesNotFitHidesNoOtherConflict() {
        catalog.create("", "t");
        catalog.create("", "u");
        catalog.branch("dev", "main");
        for (String ref : List.of("", "@dev")) {
            catalog.set(ref, "t", "x", "of" + ref);
            catalog.set(ref, "u", "x", "of" + ref);
        }
        var merge = catalog.merge("").json().get("merge");
        var conflicts = list(merge, "conflicts");
        var answers = "merges/" + text(merge, "id") + "/resolutions";

        var now = ok(catalog.post(
                        answers,
                        "{\"resolutions\":{\"%s\":{\"keep_both\":true}}}".formatted(text(conflicts.getFirst(), "id"))))
                .json();

        assertThat(text(now, "outlook")).isEqualTo("answers_refused");
        assertThat(list(now, "refused")).hasSize(1);
        assertThat(list(now, "conflicts")).isEqualTo(conflicts);
        ok(catalog.post(
                answers,
                "{\"take_all\":\"ours\",\"resolutions\":{\"%s\":null}}".formatted(text(conflicts.getFirst(), "id"))));
        ok(catalog.post("merges/" + text(merge, "id") + "/complete", ""));
        assertThat(catalog.properties("", "u")).containsExactly(Map.entry("x", "of"));
    }

    @Test
    void takingOneSideForAllKeepsWhatNobodyDisagreesAbout() {
        catalog.tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.append("@dev", "t", 1, 0);
        catalog.set("@dev", "t", "z", "dev");
        catalog.set("", "t", "x", "main");
        catalog.set("", "t", "y", "main");

        ok(catalog.merge(",\"take_all\":\"ours\""));

        assertThat(catalog.properties("", "t"))
                .containsExactly(Map.entry("x", "main"), Map.entry("y", "main"), Map.entry("z", "dev"));
        assertThat(catalog.load("", "t")
                        .get("metadata")
                        .get("current-snapshot-id")
                        .longValue())
                .isEqualTo(1);
    }

    @Test
    void whatIsMisspeltInAnAnswerIsRefused() {
        var id = "0".repeat(64);
        for (String answer : List.of(
                "{\"take\":\"ours\",\"item\":[]}",
                "{\"items\":[{\"code\":\"A\",\"path\":\"a\",\"take\":\"ours\",\"valu\":\"x\"}]}",
                "{\"at\":{\"namespace\":[\"a\"],\"nam\":\"b\"}}",
                "{\"at\":{\"namespace\":[\"a\"],\"name\":\"\"}}")) {
            assertThat(catalog.merge(",\"resolutions\":{\"%s\":%s}".formatted(id, answer))
                            .status())
                    .as(answer)
                    .isEqualTo(400);
        }
    }

    @Test
    void aMergeThatIsDoneByAskingAgainWithAnswersIsOpenNoMore() {
        catalog.tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");
        var opened = catalog.merge("").json().get("merge");

        ok(catalog.merge(",\"take_all\":\"theirs\""));

        var now = catalog.get("merges/" + text(opened, "id"));
        assertThat(text(now, "state")).isEqualTo("completed");
        assertThat(text(now, "head")).isEqualTo(catalog.head("main"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"branches", "tags"})
    void aMergeThatWasOpenedIsOfNoOtherRefThatHasItsSourcesNameSince(String kind) {
        catalog.create("", "t");
        catalog.branch("work", "main");
        catalog.create("@work", "reviewed");
        ok(catalog.post(kind, "{\"name\":\"src\",\"%s\":\"work\"}".formatted(kind.equals("tags") ? "at" : "from")));
        var id = text(
                ok(catalog.post("merges", "{\"source\":\"src\",\"hold\":true}")).json(), "id");
        ok(catalog.delete(kind + "/src"));
        catalog.create("@work", "unseen");
        ok(catalog.post(kind, "{\"name\":\"src\",\"%s\":\"work\"}".formatted(kind.equals("tags") ? "at" : "from")));

        var completed = catalog.post("merges/" + id + "/complete", "");

        if (kind.equals("tags")) {
            ok(completed);
            assertThat(catalog.names("")).containsExactly("reviewed", "t");
        } else {
            assertThat(completed.status()).isEqualTo(404);
            assertThat(completed.text()).contains("src is another one since");
            assertThat(catalog.names("")).containsExactly("t");
        }
    }

    @Test
    void aValueThatLooksLikeATimeIsLeftAsItIs() {
        catalog.tableOnBoth();
        catalog.set("@dev", "t", "x", "8913724650318247");
        catalog.set("", "t", "y", "\\\"timestamp-ms\\\":8913724650318247");

        ok(catalog.merge(""));

        assertThat(catalog.properties("", "t"))
                .containsExactly(
                        Map.entry("x", "8913724650318247"), Map.entry("y", "\"timestamp-ms\":8913724650318247"));
    }
}
