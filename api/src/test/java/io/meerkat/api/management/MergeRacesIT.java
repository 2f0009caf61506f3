package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static io.meerkat.api.management.TestCatalog.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Merges that meet other merges, resets and answers at the same moment. */
class MergeRacesIT {
    private final TestCatalog catalog = TestCatalog.on(RunningServer.shared());

    @RepeatedTest(6)
    void twoMergesOfOneSourceAtOnceAreOneAndNothing() throws Exception {
        catalog.tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");

        var states =
                atOnce(() -> catalog.merge(",\"take_all\":\"ours\""), () -> catalog.merge(",\"take_all\":\"theirs\""));

        assertThat(states).containsExactlyInAnyOrder("completed", "up_to_date");
    }

    @RepeatedTest(6)
    void aMergeBesideAResetIsMadeOnWhatThereIsThen() throws Exception {
        catalog.tableOnBoth();
        String before = catalog.head("main");
        catalog.set("@dev", "t", "x", "dev");
        ok(catalog.merge(""));
        catalog.create("@dev", "more");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reset = threads.submit(() -> catalog.post("branches/main/reset", "{\"to\":\"%s\"}".formatted(before)));
            var merged = threads.submit(() -> catalog.merge(""));
            ok(reset.get());
            ok(merged.get());
        }

        ok(catalog.merge(""));
        assertThat(catalog.names("")).containsExactly("more", "t");
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"));
    }

    @RepeatedTest(6)
    void aMergeEndsWithTheAnswersThatItIsSaidToHave() throws Exception {
        catalog.tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");
        String id = text(catalog.merge(",\"hold\":true,\"take_all\":\"ours\"").json(), "id");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answered =
                    threads.submit(() -> catalog.post("merges/" + id + "/resolutions", "{\"take_all\":\"theirs\"}"));
            var completed = threads.submit(() -> catalog.post("merges/" + id + "/complete", ""));
            assertThat(List.of(answered.get().status(), completed.get().status()))
                    .isSubsetOf(200, 409);
        }

        catalog.post("merges/" + id + "/complete", "");
        String answer = catalog.get("merges/" + id).get("resolutions").toString();
        assertThat(catalog.properties("", "t"))
                .containsExactly(Map.entry("x", answer.contains("theirs") ? "dev" : "main"));
    }

    @RepeatedTest(6)
    void answersToTwoConflictsAtOnceAreBothKeptOneOfThemTakenBack() throws Exception {
        for (String table : List.of("t", "u")) {
            catalog.create("", table);
        }
        catalog.branch("dev", "main");
        for (String table : List.of("t", "u")) {
            catalog.set("@dev", table, "x", "dev");
            catalog.set("", table, "x", "main");
        }
        var merge = catalog.merge("").json().get("merge");
        String path = "merges/%s/resolutions".formatted(text(merge, "id"));
        String first = text(merge.get("conflicts").get(0), "id");
        String second = text(merge.get("conflicts").get(1), "id");
        ok(catalog.post(path, "{\"resolutions\":{\"%s\":{\"take\":\"ours\"}}}".formatted(first)));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var takenBack =
                    threads.submit(() -> catalog.post(path, "{\"resolutions\":{\"%s\":null}}".formatted(first)));
            var answered = threads.submit(
                    () -> catalog.post(path, "{\"resolutions\":{\"%s\":{\"take\":\"theirs\"}}}".formatted(second)));
            ok(takenBack.get());
            ok(answered.get());
        }

        assertThat(catalog.get("merges/" + text(merge, "id")).get("resolutions").propertyNames())
                .containsExactly(second);
    }

    @Test
    void mergesIntoOneBranchAtOnceAllEnd() throws Exception {
        catalog.create("", "t");
        int many = 12;
        for (int i = 0; i < many; i++) {
            catalog.branch("b" + i, "main");
            catalog.create("@b" + i, "t" + i);
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(IntStream.range(0, many)
                    .mapToObj(i -> (Callable<Reply>) () -> catalog.post("merges", "{\"source\":\"b%d\"}".formatted(i)))
                    .toList());
            for (var one : all) {
                assertThat(one.get().status()).as(one.get().text()).isEqualTo(200);
            }
        }

        assertThat(catalog.names("")).hasSize(many + 1);
    }

    @RepeatedTest(3)
    void rebasesBesideNewBranchesAllEnd() throws Exception {
        catalog.create("", "t");
        int many = 12;
        for (int i = 0; i < many; i++) {
            catalog.branch("b" + i, "main");
            catalog.set("@b" + i, "t", "x", "" + i);
        }
        catalog.create("", "more");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(IntStream.range(0, 4 * many)
                    .mapToObj(i -> (Callable<Reply>) () -> i % 4 == 0
                            ? catalog.post("rebases", "{\"branch\":\"b%d\",\"onto\":\"main\"}".formatted(i / 4))
                            : catalog.post("branches", "{\"name\":\"new%d\"}".formatted(i)))
                    .toList());
            for (var one : all) {
                ok(one.get());
            }
        }
    }

    @SafeVarargs
    private static List<String> atOnce(Callable<Reply>... calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(List.of(calls)).stream()
                    .map(Future::resultNow)
                    .map(reply -> text(ok(reply).json(), "state"))
                    .toList();
        }
    }
}
