package io.meerkat.merge.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogPageTest {
    private final History history = new History();
    private final CommitId root = history.commit("root");
    private final CommitId head = history.line("line", root, 9);

    @Test
    void thereIsNoPageAfterTheLast() {
        assertThat(page(LogCursor.of(head), 10).next()).isEmpty();
        assertThat(page(LogCursor.of(head), 9).next()).contains(LogCursor.of(root));
        assertThat(page(LogCursor.between(root, head), 9).next()).isEmpty();
        assertThat(page(LogCursor.between(head, root), 9)).isEqualTo(new LogPage(List.of(), Optional.empty()));
    }

    @Test
    void aPageStaysTheSameWhateverIsCommittedMeanwhile() {
        var cursor = page(LogCursor.of(head), 5).next().orElseThrow();
        var before = page(cursor, 5);

        history.commit("merge", history.line("meanwhile", root, 5), head);

        assertThat(page(cursor, 5)).isEqualTo(before);
    }

    @Test
    void aPageHasOneToSoManyCommits() {
        assertThat(page(LogCursor.of(head), 1).commits()).hasSize(1);
        assertThat(page(LogCursor.of(head), LogPage.SIZE_MAX).commits()).hasSize(10);
        for (int size : List.of(0, LogPage.SIZE_MAX + 1)) {
            assertThatThrownBy(() -> page(LogCursor.of(head), size)).hasMessageContaining("not " + size);
        }
    }

    /** As a clock that is set back would have it, although it should not come about. */
    @Test
    void aCommitThatIsNewerThanItsChildIsShownOnce() {
        var graph = new CommitsInMemory();
        add(graph, "bottom", 0);
        add(graph, "shared", 8, "bottom");
        add(graph, "late", 5, "shared");
        add(graph, "early", 15, "shared");
        add(graph, "top", 20, "late", "early");

        assertThat(LogPage.read(new KnownCommits(graph), LogCursor.of(History.id("top")), 10)
                        .commits())
                .extracting(CommitNode::id)
                .containsExactly(
                        History.id("top"),
                        History.id("early"),
                        History.id("shared"),
                        History.id("late"),
                        History.id("bottom"));
    }

    private static void add(CommitsInMemory graph, String name, int second, String... parents) {
        graph.add(
                History.id(name),
                Arrays.stream(parents).map(History::id).toList(),
                List.of(),
                History.BEGIN.plusSeconds(second),
                Hash.ZERO);
    }

    private LogPage page(LogCursor cursor, int size) {
        return LogPage.read(history.known(), cursor, size);
    }
}
