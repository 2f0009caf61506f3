package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Merges, cherry-picks, reverts and rebases over the API. */
class MergesIT {
    private static final RunningServer SERVER = RunningServer.shared();

    private final TestCatalog catalog = TestCatalog.on(SERVER);

    private Reply merge(String more) {
        return catalog.post("merges", "{\"source\":\"dev\"%s}".formatted(more));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }

    private static List<JsonNode> list(JsonNode node, String field) {
        return StreamSupport.stream(node.get(field).spliterator(), false).toList();
    }

    private void tableOnBoth() {
        catalog.create("", "t");
        catalog.branch("dev", "main");
    }

    @Test
    void aMergeBringsWhatTheSourceDidAndKeepsWhatTheTargetDid() {
        tableOnBoth();
        catalog.create("@dev", "theirs");
        catalog.set("@dev", "t", "x", "dev");
        catalog.create("", "ours");

        var merged = ok(merge("")).json();

        assertThat(text(merged, "state")).isEqualTo("completed");
        assertThat(text(merged, "head")).isEqualTo(catalog.head("main"));
        assertThat(catalog.names("")).containsExactly("ours", "t", "theirs");
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"));
        assertThat(catalog.names("@dev")).containsExactly("t", "theirs");
        assertThat(text(ok(merge("")).json(), "state")).isEqualTo("up_to_date");
        assertThat(catalog.names("@main~1")).containsExactly("ours", "t");
        assertThat(catalog.names("@main^2")).containsExactly("t", "theirs");
    }

    @Test
    void whatBothDidToOneTableIsMergedWhereItGoesTogether() {
        tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "y", "main");
        String before = text(catalog.load("", "t"), "metadata-location");

        ok(merge(""));

        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"), Map.entry("y", "main"));
        assertThat(text(catalog.load("", "t"), "metadata-location")).isNotEqualTo(before);
        assertThat(catalog.properties("@dev", "t")).containsExactly(Map.entry("x", "dev"));
        catalog.set("", "t", "z", "after");
        assertThat(catalog.properties("", "t")).containsKeys("x", "y", "z");
    }

    @Test
    void aConflictIsToldAnsweredItemByItemAndTheMergeCompleted() {
        tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");
        String before = catalog.head("main");

        var refused = merge("");

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
        tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");
        var opened = merge("").json().get("merge");
        String answer = "{\"resolutions\":{\"%s\":{\"take\":\"theirs\"}}}"
                .formatted(text(list(opened, "conflicts").getFirst(), "id"));
        ok(catalog.post("merges/%s/resolutions".formatted(text(opened, "id")), answer));
        catalog.create("", "u");
        catalog.create("@dev", "u");

        var again = merge("");
        assertThat(again.status()).isEqualTo(409);
        var merge = again.json().get("merge");
        assertThat(text(merge, "id")).isEqualTo(text(opened, "id"));
        assertThat(list(merge, "conflicts")).hasSize(1);

        var done = ok(merge(",\"resolutions\":{\"%s\":{\"take\":\"ours\"}}"
                .formatted(text(list(merge, "conflicts").getFirst(), "id"))));
        assertThat(text(done.json(), "state")).isEqualTo("completed");
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"));
        assertThat(text(catalog.get("merges/" + text(opened, "id")), "state")).isEqualTo("completed");
        assertThat(list(catalog.get("merges"), "merges")).hasSize(1);
    }

    @Test
    void aRebaseBringsATableBackAsOftenAsItsCommitsDid() {
        tableOnBoth();
        for (int times = 0; times < 2; times++) {
            catalog.drop("@dev", "t");
            ok(catalog.post("reverts", "{\"branch\":\"dev\",\"commit\":\"dev\"}"));
        }
        catalog.create("", "more");

        ok(catalog.post("rebases", "{\"branch\":\"dev\",\"onto\":\"main\"}"));

        assertThat(catalog.names("@dev")).containsExactly("more", "t");
        assertThat(catalog.head("main")).isEqualTo(text(catalog.get("commits/dev~4"), "id"));
    }

    @Test
    void oneSideCanBeTakenForAllThatConflicts() {
        tableOnBoth();
        catalog.create("", "u");
        catalog.create("@dev", "u");
        catalog.set("@dev", "t", "x", "dev");
        catalog.drop("", "t");

        assertThat(merge("").json().get("merge").get("conflicts").size()).isEqualTo(2);
        ok(merge(",\"take_all\":\"theirs\""));

        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"));
        assertThat(text(catalog.load("", "u").get("metadata"), "table-uuid"))
                .isEqualTo(text(catalog.load("@dev", "u").get("metadata"), "table-uuid"));
    }

    @Test
    void aDryRunTellsAndTouchesNothing() {
        tableOnBoth();
        catalog.create("@dev", "theirs");
        String before = catalog.head("main");

        var looked = ok(merge(",\"dry_run\":true")).json();

        assertThat(text(looked, "outlook")).isEqualTo("clean");
        assertThat(list(looked, "changes")).hasSize(1);
        assertThat(catalog.head("main")).isEqualTo(before);
        assertThat(catalog.get("merges").get("merges").size()).isZero();
    }

    @Test
    void anOpenMergeNoticesThatHeadsMoveAndKeepsTheAnswersThatStillFit() {
        tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");
        var opened = merge(",\"hold\":true,\"take_all\":\"theirs\"");
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
        tableOnBoth();
        catalog.create("@dev", "theirs");
        String id = text(merge(",\"hold\":true").json(), "id");

        assertThat(text(ok(catalog.post("merges/" + id + "/abort", "")).json(), "state"))
                .isEqualTo("aborted");

        assertThat(catalog.names("")).containsExactly("t");
        assertThat(catalog.get("merges?state=open").get("merges").size()).isZero();
        assertThat(catalog.get("merges?state=aborted").get("merges").size()).isEqualTo(1);
    }

    @Test
    void aFastForwardMovesTheBranchAndMakesNoCommit() {
        tableOnBoth();
        catalog.create("@dev", "theirs");

        ok(merge(",\"mode\":\"fast_forward_only\""));

        assertThat(catalog.head("main")).isEqualTo(catalog.head("dev"));
        assertThat(catalog.names("")).containsExactly("t", "theirs");
        assertThat(text(list(catalog.get("branches/main/reflog"), "reflog").getFirst(), "action"))
                .isEqualTo("fast_forward");
        catalog.create("", "after");
        catalog.create("@dev", "more");
        assertThat(merge(",\"mode\":\"fast_forward_only\"").status()).isEqualTo(409);
        ok(merge(""));
        assertThat(catalog.names("")).containsExactly("after", "more", "t", "theirs");
    }

    @Test
    void aSquashIsOneCommitAndWhatItBroughtDoesNotComeAgain() {
        tableOnBoth();
        catalog.create("@dev", "one");
        catalog.create("@dev", "two");
        ok(merge(",\"mode\":\"squash\""));
        assertThat(catalog.names("@main~1")).containsExactly("t");
        catalog.drop("", "one");
        catalog.create("@dev", "three");

        ok(merge(",\"mode\":\"squash\""));

        assertThat(catalog.names("")).containsExactly("t", "three", "two");
        assertThat(SERVER.get(catalog.tables("@main^2")).status()).isEqualTo(404);
    }

    @Test
    void aRebaseMergeMakesTheCommitsAnewOneByOne() {
        tableOnBoth();
        catalog.create("@dev", "one");
        catalog.create("@dev", "two");
        catalog.create("", "ours");

        ok(merge(",\"mode\":\"rebase\""));

        assertThat(catalog.names("")).containsExactly("one", "ours", "t", "two");
        assertThat(catalog.names("@main~1")).containsExactly("one", "ours", "t");
        assertThat(catalog.names("@main~2")).containsExactly("ours", "t");
        assertThat(text(ok(merge("")).json(), "state")).isEqualTo("up_to_date");
    }

    @Test
    void aRebasedBranchHasItsCommitsOnTopOfTheOther() {
        tableOnBoth();
        catalog.create("@dev", "one");
        catalog.set("@dev", "t", "x", "dev");
        catalog.create("", "ours");

        ok(catalog.post("rebases", "{\"branch\":\"dev\",\"onto\":\"main\"}"));

        assertThat(catalog.names("@dev")).containsExactly("one", "ours", "t");
        assertThat(catalog.properties("@dev", "t")).containsExactly(Map.entry("x", "dev"));
        assertThat(catalog.names("@dev~2")).containsExactly("ours", "t");
        assertThat(catalog.names("")).containsExactly("ours", "t");
        ok(merge(",\"mode\":\"fast_forward_only\""));
        assertThat(catalog.head("main")).isEqualTo(catalog.head("dev"));
        catalog.create("", "after");
        assertThat(catalog.names("")).containsExactly("after", "one", "ours", "t");
    }

    @Test
    void aRebaseThatConflictsAfterAStepThatMergedIsAnsweredAndFinished() {
        tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("@dev", "t", "q", "dev");
        catalog.set("", "t", "q", "main");
        String before = catalog.head("dev");

        var refused = catalog.post("rebases", "{\"branch\":\"dev\",\"onto\":\"main\"}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(catalog.head("dev")).isEqualTo(before);
        var rebase = refused.json().get("merge");
        assertThat(text(rebase, "at")).isEqualTo(before);
        String id = text(rebase, "id");
        String conflict = text(list(rebase, "conflicts").getFirst(), "id");
        var answered = ok(catalog.post(
                        "rebases/" + id + "/resolutions",
                        "{\"resolutions\":{\"%s\":{\"take\":\"theirs\"}}}".formatted(conflict)))
                .json();
        assertThat(text(answered, "outlook")).as(answered.toString()).isEqualTo("clean");
        ok(catalog.post("rebases/" + id + "/complete", ""));

        assertThat(catalog.properties("@dev", "t")).containsEntry("q", "dev").containsEntry("x", "dev");
        assertThat(catalog.properties("@dev~1", "t")).containsEntry("q", "main").containsEntry("x", "dev");
        var table = catalog.load("@dev", "t").get("metadata");
        assertThat(table.get("last-updated-ms").longValue())
                .isBetween(System.currentTimeMillis() - 600_000, System.currentTimeMillis());
        assertThat(text(list(table, "metadata-log").getLast(), "metadata-file"))
                .isEqualTo(text(catalog.load("@dev~1", "t"), "metadata-location"));
        catalog.set("@dev", "t", "y", "goes on");
    }

    @Test
    void aCherryPickBringsOneCommitAlone() {
        tableOnBoth();
        catalog.create("@dev", "one");
        catalog.create("@dev", "two");

        ok(catalog.post("cherry-picks", "{\"commit\":\"dev\"}"));

        assertThat(catalog.names("")).containsExactly("t", "two");
    }

    @Test
    void aRevertTakesACommitBackOnNewMetadata() {
        tableOnBoth();
        catalog.set("", "t", "x", "good");
        catalog.set("", "t", "x", "bad");
        catalog.create("", "stays");
        String bad = text(catalog.load("", "t"), "metadata-location");
        var files = IntStream.range(0, 4)
                .mapToObj(i -> text(catalog.load("@main~" + i, "t"), "metadata-location"))
                .distinct()
                .toList();

        ok(catalog.post("reverts", "{\"commit\":\"main~1\"}"));

        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "good"));
        assertThat(catalog.names("")).containsExactly("stays", "t");
        assertThat(files).contains(bad).doesNotContain(text(catalog.load("", "t"), "metadata-location"));
        catalog.set("", "t", "y", "goes on");
    }

    @Test
    void aDroppedTableComesBackByRevertingItsDropAndIsOwnedAgain() {
        catalog.create("", "t");
        catalog.set("", "t", "x", "kept");
        String location = text(catalog.load("", "t").get("metadata"), "location");
        catalog.drop("", "t");

        ok(catalog.post("reverts", "{\"commit\":\"main\"}"));

        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "kept"));
        var taken = SERVER.post(
                catalog.tables(""),
                "{\"name\":\"other\",\"location\":\"%s\",\"schema\":{\"type\":\"struct\",\"fields\":[]}}"
                        .formatted(location));
        assertThat(taken.status()).as(taken.text()).isEqualTo(400);
    }

    @Test
    void aSnapshotThatAMergeBroughtIsNotExpiredWhileAnotherBranchShowsIt() {
        catalog.create("", "t");
        catalog.append("", "t", 1, 0);
        catalog.branch("dev", "main");
        catalog.append("@dev", "t", 2, 1);
        catalog.append("@dev", "t", 3, 2);
        ok(merge(""));

        assertThat(catalog.expire("", "t", 2).status()).isEqualTo(400);
        assertThat(catalog.expire("@dev", "t", 2).status()).isEqualTo(400);
        catalog.append("@dev", "t", 4, 3);
        catalog.append("@dev", "t", 5, 4);
        assertThat(catalog.expire("@dev", "t", 4).status()).isEqualTo(200);

        catalog.branch("third", "dev");
        ok(SERVER.delete(catalog.refs() + "branches/dev"));
        assertThat(catalog.expire("", "t", 2).status()).isEqualTo(400);
        ok(SERVER.delete(catalog.refs() + "branches/third"));
        assertThat(catalog.expire("", "t", 2).status()).isEqualTo(200);
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

        ok(merge(""));

        var table = catalog.load("", "t").get("metadata");
        assertThat(table.get("current-snapshot-id").longValue()).isEqualTo(2);
        assertThat(table.get("current-schema-id").intValue()).isEqualTo(1);
        catalog.append("", "t", 3, 2);
        catalog.append("@dev", "t", 4, 2);
        var both = merge("").json().get("merge");
        assertThat(text(list(list(both, "conflicts").getFirst(), "items").getFirst(), "code"))
                .isEqualTo("DATA_BOTH_CHANGED");
        ok(merge(",\"take_all\":\"theirs\""));
        assertThat(catalog.load("", "t")
                        .get("metadata")
                        .get("current-snapshot-id")
                        .longValue())
                .isEqualTo(4);
        assertThat(catalog.load("", "t").get("metadata").get("snapshots").size())
                .isEqualTo(4);
    }

    @Test
    void aRevertedAppendLeavesItsSnapshotInTheHistory() {
        catalog.create("", "t");
        catalog.append("", "t", 1, 0);
        catalog.append("", "t", 2, 1);

        ok(catalog.post("reverts", "{\"commit\":\"main\"}"));

        var table = catalog.load("", "t").get("metadata");
        assertThat(table.get("current-snapshot-id").longValue()).isEqualTo(1);
        assertThat(table.get("snapshots").size()).isEqualTo(2);
        catalog.append("", "t", 3, 1);
    }

    @Test
    void aRevertedMergeIsToldOfAndComesBackByRevertingTheRevert() {
        tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.create("@dev", "theirs");
        ok(merge(""));
        assertThat(catalog.post("reverts", "{\"commit\":\"main\"}").status()).isEqualTo(409);
        ok(catalog.post("reverts", "{\"commit\":\"main\",\"mainline\":1}"));
        assertThat(catalog.names("")).containsExactly("t");
        assertThat(catalog.properties("", "t")).isEmpty();
        assertThat(catalog.names("@dev")).containsExactly("t", "theirs");

        var again = ok(merge("")).json();
        assertThat(text(again, "state")).isEqualTo("up_to_date");
        assertThat(again.get("notices").size()).isEqualTo(1);

        ok(catalog.post("reverts", "{\"commit\":\"main\"}"));
        assertThat(catalog.names("")).containsExactly("t", "theirs");
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"));
    }

    @Test
    void aSnapshotOfATableThatCameUnderAnotherNameIsNotExpiredWhileTheOtherBranchShowsIt() {
        catalog.branch("dev", "main");
        catalog.create("", "u");
        catalog.create("@dev", "u");
        catalog.append("@dev", "u", 1, 0);
        catalog.append("@dev", "u", 2, 1);
        var refused = merge("").json().get("merge");
        ok(catalog.post(
                "merges/" + text(refused, "id") + "/resolutions",
                "{\"resolutions\":{\"%s\":{\"keep_both\":true}}}"
                        .formatted(text(list(refused, "conflicts").getFirst(), "id"))));
        ok(catalog.post("merges/" + text(refused, "id") + "/complete", ""));

        assertThat(catalog.names("")).containsExactly("u", "u_theirs");
        assertThat(catalog.expire("", "u_theirs", 1).status()).isEqualTo(400);
        assertThat(catalog.expire("@dev", "u", 1).status()).isEqualTo(400);
    }

    @Test
    void aRebaseMergeIsMadeOnTheHeadThatItWasPreparedFor() throws Exception {
        tableOnBoth();
        catalog.set("", "t", "k", "v");
        catalog.set("@dev", "t", "k", "v");
        catalog.create("@dev", "one");

        ok(merge(",\"mode\":\"rebase\""));

        assertThat(catalog.names("")).containsExactly("one", "t");
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("k", "v"));
    }

    @Test
    void whatIsThereAlreadyOrTakenBackIsNotCommittedAgain() {
        tableOnBoth();
        catalog.create("@dev", "one");
        ok(catalog.post("cherry-picks", "{\"commit\":\"dev\"}"));
        String picked = catalog.head("main");

        assertThat(text(ok(catalog.post("cherry-picks", "{\"commit\":\"dev\"}")).json(), "state"))
                .isEqualTo("up_to_date");
        assertThat(catalog.head("main")).isEqualTo(picked);
    }

    @Test
    void aMergeThatWasOpenedForABranchIsNotMadeOnAnotherOfItsName() {
        tableOnBoth();
        catalog.branch("rel", "main");
        catalog.create("@dev", "one");
        String id = text(merge(",\"branch\":\"rel\",\"hold\":true").json(), "id");
        ok(SERVER.delete(catalog.refs() + "branches/rel"));
        catalog.branch("rel", "main");

        assertThat(catalog.post("merges/" + id + "/complete", "").status()).isEqualTo(404);
        assertThat(text(catalog.get("merges/" + id), "outlook")).isEqualTo("impossible");
        assertThat(catalog.names("@rel")).containsExactly("t");
    }

    @Test
    void anOldCommitWhoseSnapshotsWereExpiredSinceIsNotMerged() {
        catalog.create("", "t");
        catalog.branch("dev", "main");
        catalog.append("@dev", "t", 1, 0);
        String old = catalog.head("dev");

        var refused = catalog.post("merges", "{\"source\":\"%s\"}".formatted(old));

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("expired", "snap-1.avro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge_commit", "squash", "rebase", "fast_forward"})
    void aBranchOfAnOldCommitWhoseSnapshotsWereExpiredSinceIsNotMerged(String mode) {
        catalog.create("", "t");
        catalog.branch("dev", "main");
        catalog.append("@dev", "t", 1, 0);
        var old = catalog.head("dev");
        catalog.append("@dev", "t", 2, 1);
        catalog.branch("old", old);
        catalog.branch("from_old", "old");
        catalog.branch("reset", "main");
        ok(catalog.post("branches/reset/reset", "{\"to\":\"%s\"}".formatted(old)));
        catalog.branch("of_a_head", "dev");

        for (String source : List.of("old", "from_old", "reset")) {
            var refused = catalog.post("merges", "{\"source\":\"%s\",\"mode\":\"%s\"}".formatted(source, mode));
            assertThat(refused.status()).as(source + refused.text()).isEqualTo(409);
            assertThat(refused.text()).contains("expired", "snap-1.avro");
        }
        assertThat(catalog.post("cherry-picks", "{\"commit\":\"old\"}").status())
                .isEqualTo(409);
        ok(catalog.post("merges", "{\"source\":\"of_a_head\",\"mode\":\"%s\"}".formatted(mode)));
    }

    @Test
    void aViewThatIsBoundToACatalogIsWarnedOfWhicheverSideMadeIt() {
        view("", "kept", "");
        view("", "bound", "\"default-catalog\":\"elsewhere\",");
        catalog.branch("dev", "main");
        view("@dev", "made", "\"default-catalog\":\"sales_dev\",");
        view("@dev", "free", "");
        assertThat(warnings(merge(",\"dry_run\":true"))).containsExactly(bound("sales_dev"));
        catalog.create("", "meanwhile");

        assertThat(warnings(merge(""))).containsExactly(bound("sales_dev"));
        assertThat(catalog.names("")).containsExactly("meanwhile");

        ok(SERVER.post("/v1/%s@dev/views/rename".formatted(catalog.name()), """
                {"source":{"namespace":["default"],"name":"made"},
                 "destination":{"namespace":["default"],"name":"moved"}}
                """));
        ok(SERVER.delete("/v1/%s@dev/namespaces/default/views/bound".formatted(catalog.name())));
        assertThat(warnings(merge("")))
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
        tableOnBoth();
        assertThat(catalog.post("merges", "{\"source\":\"nobody\"}").status()).isEqualTo(404);
        assertThat(catalog.post("merges", "{\"source\":\"dev\",\"branch\":\"nobody\"}")
                        .status())
                .isEqualTo(404);
        assertThat(catalog.post("merges", "{}").status()).isEqualTo(400);
        assertThat(merge(",\"dryrun\":true").status()).isEqualTo(400);
        assertThat(merge(",\"message\":\"%s\"".formatted("x".repeat(4_001))).status())
                .isEqualTo(400);
        assertThat(merge(",\"resolutions\":{\"%s\":{\"entry\":\"00\"}}".formatted("a".repeat(64)))
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
}
