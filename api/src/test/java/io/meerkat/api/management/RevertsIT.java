package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static io.meerkat.api.management.TestCatalog.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Single commits that are brought, or taken back. */
class RevertsIT {
    private static final RunningServer SERVER = RunningServer.shared();

    private final TestCatalog catalog = TestCatalog.on(SERVER);

    @Test
    void aCherryPickBringsOneCommitAlone() {
        catalog.tableOnBoth();
        catalog.create("@dev", "one");
        catalog.create("@dev", "two");

        ok(catalog.post("cherry-picks", "{\"commit\":\"dev\"}"));

        assertThat(catalog.names("")).containsExactly("t", "two");
    }

    @Test
    void aRevertTakesACommitBackOnNewMetadata() {
        catalog.tableOnBoth();
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
        catalog.tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.create("@dev", "theirs");
        ok(catalog.merge(""));
        assertThat(catalog.post("reverts", "{\"commit\":\"main\"}").status()).isEqualTo(409);
        ok(catalog.post("reverts", "{\"commit\":\"main\",\"mainline\":1}"));
        assertThat(catalog.names("")).containsExactly("t");
        assertThat(catalog.properties("", "t")).isEmpty();
        assertThat(catalog.names("@dev")).containsExactly("t", "theirs");

        var again = ok(catalog.merge("")).json();
        assertThat(text(again, "state")).isEqualTo("up_to_date");
        var notice = again.get("notices").get(0);
        assertThat(text(notice, "code")).isEqualTo("EARLIER_MERGE_REVERTED");

        ok(catalog.post("reverts", "{\"commit\":\"%s\"}".formatted(text(notice, "revert"))));
        assertThat(catalog.names("")).containsExactly("t", "theirs");
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"));
    }

    @Test
    void aRevertIsOfTheCommitThatItWasAskedForHoweverFarTheBranchIsByThen() {
        catalog.create("", "t");
        catalog.set("", "t", "x", "1");
        var meant = catalog.head("main");
        var held = ok(catalog.post("reverts", "{\"commit\":\"main\",\"hold\":true}"))
                .json();
        catalog.create("", "bystander");

        ok(catalog.post("reverts/" + text(held, "id") + "/complete", ""));

        assertThat(text(held, "commit")).isEqualTo(meant);
        assertThat(catalog.names("")).containsExactly("bystander", "t");
        assertThat(catalog.properties("", "t")).isEmpty();
    }

    @Test
    void aPickIsOfTheCommitThatItWasAskedForHoweverFarItsBranchIsByThen() {
        catalog.tableOnBoth();
        catalog.create("@dev", "one");
        var held = ok(catalog.post("cherry-picks", "{\"commit\":\"dev\",\"hold\":true}"))
                .json();
        catalog.create("@dev", "two");

        ok(catalog.post("cherry-picks/" + text(held, "id") + "/complete", ""));

        assertThat(catalog.names("")).containsExactly("one", "t");
    }

    @Test
    void aRevertIsNotByWhoWroteWhatItTakesBack() {
        catalog.create("", "t");
        ok(SERVER.send(
                "POST",
                catalog.tables("") + "/t",
                "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"x\":\"1\"}}]}",
                "X-Meerkat-Author",
                "Ada",
                "X-Meerkat-Message",
                "one line"));
        ok(catalog.post("reverts", "{\"commit\":\"main\"}"));

        var revert = catalog.get("commits/main");
        assertThat(text(revert, "message")).isEqualTo("revert \"one line\"");
        assertThat(text(revert, "author")).isNotEqualTo("Ada");
        assertThat(text(catalog.get("commits/main~1"), "author")).isEqualTo("Ada");
    }

    @Test
    void whatIsThereAlreadyOrTakenBackIsNotCommittedAgain() {
        catalog.tableOnBoth();
        catalog.create("@dev", "one");
        ok(catalog.post("cherry-picks", "{\"commit\":\"dev\"}"));
        String picked = catalog.head("main");

        assertThat(text(ok(catalog.post("cherry-picks", "{\"commit\":\"dev\"}")).json(), "state"))
                .isEqualTo("up_to_date");
        assertThat(catalog.head("main")).isEqualTo(picked);
    }
}
