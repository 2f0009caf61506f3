package io.meerkat.merge.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.Seeds;
import io.meerkat.model.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each answer is the one that follows from its definition. */
class GraphLawsTest {
    private static final int COMMITS = 60;
    private static final int PAIRS = 60;

    static LongStream seeds() {
        return Seeds.some(50);
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
        var head = random.ids.getLast();
        var line = firstParents(random);
        var ancestry = new Ancestry(random.history.known());
        for (int steps = 0; steps < line.size(); steps++) {
            assertThat(ancestry.back(head, steps)).contains(random.ids.get(line.get(steps)));
        }
        assertThat(ancestry.back(head, line.size())).isEmpty();
        for (int commit = 0; commit < random.ids.size(); commit++) {
            int merges = (int) line.subList(0, Math.max(0, line.indexOf(commit))).stream()
                    .filter(each -> random.parents.get(each).size() > 1)
                    .count();
            var known = random.history.known();

            assertThat(new Ancestry(known).isOnFirstParents(random.ids.get(commit), head))
                    .isEqualTo(line.contains(commit));
            assertThat(new Ancestry(known).isLinear(random.ids.get(commit), head))
                    .isEqualTo(line.contains(commit) && merges == 0);
        }
    }

    /** From the newest commit down. */
    private static List<Integer> firstParents(RandomHistory random) {
        var line = new ArrayList<>(List.of(random.ids.size() - 1));
        while (!random.parents.get(line.getLast()).isEmpty()) {
            line.add(random.parents.get(line.getLast()).getFirst());
        }
        return line;
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void aCountThatWasCutShortIsNeverTooHighAndAnExactOneIsExact(long seed) {
        var random = new RandomHistory(seed, COMMITS, true);
        for (int visits = 1; visits < COMMITS; visits++) {
            var ours = random.ids.get(random.any());
            var theirs = random.ids.get(random.any());
            var whole = AheadBehind.of(random.history.known(), ours, theirs);
            var cut = AheadBehind.of(random.history.known(), ours, theirs, visits);

            assertThat(cut.ahead().commits()).isLessThanOrEqualTo(whole.ahead().commits());
            assertThat(cut.behind().commits())
                    .isLessThanOrEqualTo(whole.behind().commits());
            assertThat(cut.ahead().exact() ? cut.ahead() : whole.ahead()).isEqualTo(whole.ahead());
            assertThat(cut.behind().exact() ? cut.behind() : whole.behind()).isEqualTo(whole.behind());
        }
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
