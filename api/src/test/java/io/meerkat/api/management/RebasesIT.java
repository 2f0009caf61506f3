package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.list;
import static io.meerkat.api.management.TestCatalog.ok;
import static io.meerkat.api.management.TestCatalog.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rebases of branches, and merges that make commits anew. */
class RebasesIT {
    private final TestCatalog catalog = TestCatalog.on(RunningServer.shared());

    @Test
    void aRebaseBringsATableBackAsOftenAsItsCommitsDid() {
        catalog.tableOnBoth();
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
    void aRebaseMergeMakesTheCommitsAnewOneByOne() {
        catalog.tableOnBoth();
        catalog.create("@dev", "one");
        catalog.create("@dev", "two");
        catalog.create("", "ours");

        ok(catalog.merge(",\"mode\":\"rebase\""));

        assertThat(catalog.names("")).containsExactly("one", "ours", "t", "two");
        assertThat(catalog.names("@main~1")).containsExactly("one", "ours", "t");
        assertThat(catalog.names("@main~2")).containsExactly("ours", "t");
        assertThat(text(ok(catalog.merge("")).json(), "state")).isEqualTo("up_to_date");
    }

    @Test
    void aRebasedBranchHasItsCommitsOnTopOfTheOther() {
        catalog.tableOnBoth();
        catalog.create("@dev", "one");
        catalog.set("@dev", "t", "x", "dev");
        catalog.create("", "ours");

        ok(catalog.post("rebases", "{\"branch\":\"dev\",\"onto\":\"main\"}"));

        assertThat(catalog.names("@dev")).containsExactly("one", "ours", "t");
        assertThat(catalog.properties("@dev", "t")).containsExactly(Map.entry("x", "dev"));
        assertThat(catalog.names("@dev~2")).containsExactly("ours", "t");
        assertThat(catalog.names("")).containsExactly("ours", "t");
        ok(catalog.merge(",\"mode\":\"fast_forward_only\""));
        assertThat(catalog.head("main")).isEqualTo(catalog.head("dev"));
        catalog.create("", "after");
        assertThat(catalog.names("")).containsExactly("after", "one", "ours", "t");
    }

    @Test
    void aRebaseThatConflictsAfterAStepThatMergedIsAnsweredAndFinished() {
        catalog.tableOnBoth();
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
    void aRebaseMergeIsMadeOnTheHeadThatItWasPreparedFor() throws Exception {
        catalog.tableOnBoth();
        catalog.set("", "t", "k", "v");
        catalog.set("@dev", "t", "k", "v");
        catalog.create("@dev", "one");

        ok(catalog.merge(",\"mode\":\"rebase\""));

        assertThat(catalog.names("")).containsExactly("one", "t");
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("k", "v"));
    }
}
