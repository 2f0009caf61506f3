package io.meerkat.merge.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each answer is the one that follows from its definition. */
class GraphLawsTest {
    private static final int COMMITS = 60;
    private static final int PAIRS = 60;

    static LongStream seeds() {
        return io.meerkat.merge.Seeds.hundred();
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void answersFollowFromTheDefinitions(long seed) {
        var random = new RandomHistory(seed, COMMITS, true);
        for (int i = 0; i < PAIRS; i++) {
            int ours = random.any();
            int theirs = random.any();
            var a = random.ids.get(ours);
            var b = random.ids.get(theirs);
            var known = random.history.known();

            assertThat(new MergeBases(known).of(a, b)).isEqualTo(random.bases(ours, theirs));
            assertThat(new Ancestry(known).isAncestor(a, b))
                    .isEqualTo(random.history(theirs).get(ours));
            assertThat(new Ancestry(known).contains(b, a))
                    .isEqualTo(random.content(theirs).get(ours));
            assertThat(AheadBehind.of(known, a, b))
                    .isEqualTo(new AheadBehind(
                            exactly(random.between(theirs, ours).size()),
                            exactly(random.between(ours, theirs).size())));
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void aLogHasEachCommitOnceTheNewestFirstInPagesOfAnySize(long seed) {
        var random = new RandomHistory(seed, COMMITS, true);
        for (int i = 0; i < PAIRS / 4; i++) {
            int from = random.any();
            int to = random.any();
            var expected = random.between(from, to).reversed();

            assertThat(log(random.history, LogCursor.between(random.ids.get(from), random.ids.get(to)), 1 + i % 7))
                    .isEqualTo(expected);
            assertThat(log(random.history, LogCursor.of(random.ids.get(to)), LogPage.SIZE_MAX))
                    .hasSize(random.history(to).cardinality());
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void goingBackIsGoingToTheFirstParentAgainAndAgain(long seed) {
        var random = new RandomHistory(seed, COMMITS, true);
        var ancestry = new Ancestry(random.history.known());
        int from = COMMITS - 1;
        Optional<CommitId> at = Optional.of(random.ids.get(from));
        for (int steps = 0; at.isPresent(); steps++) {
            assertThat(ancestry.back(random.ids.get(from), steps)).isEqualTo(at);
            assertThat(new Ancestry(random.history.known()).isOnFirstParents(at.get(), random.ids.get(from)))
                    .isTrue();
            at = ancestry.parent(at.get(), 1);
        }
        long length = Stream.iterate(
                        from,
                        each -> !random.parents.get(each).isEmpty(),
                        each -> random.parents.get(each).getFirst())
                .count();
        assertThat(ancestry.back(random.ids.get(from), length)).isPresent();
        assertThat(ancestry.back(random.ids.get(from), length + 1)).isEmpty();
    }

    private static List<CommitId> log(History history, LogCursor begin, int size) {
        var all = new ArrayList<CommitId>();
        Optional<LogCursor> cursor = Optional.of(begin);
        while (cursor.isPresent()) {
            var page = LogPage.read(history.known(), cursor.get(), size);
            assertThat(page.commits()).hasSizeBetween(all.isEmpty() ? 0 : 1, size);
            page.commits().forEach(commit -> all.add(commit.id()));
            cursor = page.next();
        }
        return all;
    }

    private static AheadBehind.Count exactly(int commits) {
        return new AheadBehind.Count(commits, true);
    }
}
