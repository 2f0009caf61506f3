package io.meerkat.merge.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What questions cost on a history of a million commits, in commits looked at and in calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphCostTest {
    private static final int COMMITS = 1_000_000;

    private final History history = new History();
    private CommitId root;
    private CommitId main;
    private KnownCommits known;

    @BeforeAll
    void build() {
        root = history.commit("root");
        main = history.line("main", root, COMMITS);
    }

    @BeforeEach
    void resetCounts() {
        history.takeCalls();
        history.takeGiven();
        known = history.known();
    }

    @Test
    void twoBranchesThatPartedLongAgoMeetInAFewLeaps() {
        var other = history.line("other", root, 1_000);
        var bases = new MergeBases(known);

        assertThat(bases.of(main, other)).containsExactly(root);

        assertThat(bases.visits()).isLessThanOrEqualTo(4);
        assertThat(history.takeCalls()).isLessThanOrEqualTo(4);
        assertThat(history.takeGiven()).isLessThanOrEqualTo(8);
    }

    @Test
    void aBranchCutFromTheMiddleOfAMillionMeetsThere() {
        var middle = History.id("main500000");
        var other = history.line("of the middle", middle, 10);
        var bases = new MergeBases(known);

        assertThat(bases.of(main, other)).containsExactly(middle);

        assertThat(bases.visits()).isLessThanOrEqualTo(6);
        assertThat(history.takeCalls()).isLessThanOrEqualTo(4);
    }

    @Test
    void aCrissCrossAtTheHeadCostsWhatItsOwnCommitsDo() {
        var one = history.line("one", main, 100);
        var two = history.line("two", main, 100);
        var left = history.line("left", history.commit("left", one, two), 100);
        var right = history.line("right", history.commit("right", two, one), 100);

        assertThat(BasePlanner.plan(known, left, right))
                .isEqualTo(new BasePlan(
                        List.of(new BasePlan.Step(
                                new PlannedTree.Of(main), new PlannedTree.Of(one), new PlannedTree.Of(two))),
                        new PlannedTree.Merged(0),
                        true));

        assertThat(history.takeCalls()).isLessThanOrEqualTo(4);
        assertThat(history.takeGiven()).isLessThanOrEqualTo(20);
    }

    /** Merges cannot be leapt over: a thousand branches that came in meanwhile are what is looked at. */
    @Test
    void branchesThatPartedBeforeAThousandMergesCostWhatThoseMergesDo() {
        var other = history.line("parted", main, 10);
        var target = main;
        for (int i = 0; i < 1_000; i++) {
            var side = history.line("side" + i + "-", target, 3);
            target = history.commit("merge" + i, history.line("target" + i + "-", target, 3), side);
        }
        var bases = new MergeBases(known);

        assertThat(bases.of(target, other)).containsExactly(main);

        assertThat(bases.visits()).isBetween(3_000, 4_010);
        assertThat(history.takeCalls()).isLessThanOrEqualTo(8);
        assertThat(history.takeGiven()).isLessThanOrEqualTo(2 * 4_010);
    }

    @Test
    void ancestryIsToldFromBothEndsOfAMillion() {
        var ancestry = new Ancestry(known);

        assertThat(ancestry.isAncestor(root, main)).isTrue();
        assertThat(ancestry.isAncestor(main, root)).isFalse();
        assertThat(ancestry.isAncestor(History.id("main999"), main)).isTrue();

        assertThat(history.takeCalls()).isLessThanOrEqualTo(8);
    }

    @Test
    void aMillionCommitsAheadAreCountedWithoutLookingAtThem() {
        var other = history.line("behind", root, 7);

        assertThat(AheadBehind.of(known, main, other)).hasToString("AheadBehind[ahead=1000000, behind=7]");

        assertThat(history.takeCalls()).isLessThanOrEqualTo(4);
    }

    @Test
    void goingBackAMillionCommitsIsAFewCalls() {
        assertThat(new Ancestry(known).back(main, COMMITS)).contains(root);
        assertThat(new Ancestry(known).back(main, COMMITS - 123)).contains(History.id("main123"));
        assertThat(new Ancestry(known).back(main, COMMITS + 1)).isEmpty();

        assertThat(history.takeCalls()).isLessThanOrEqualTo(8);
    }

    @Test
    void aPageOfTheLogCostsTheSameAtAnyDepth() {
        for (var depth : List.of(COMMITS, COMMITS / 2, 100)) {
            var page = LogPage.read(history.known(), LogCursor.of(History.id("main" + depth)), 50);

            assertThat(page.commits()).hasSize(50);
            assertThat(page.next()).contains(LogCursor.of(History.id("main" + (depth - 50))));
            assertThat(history.takeCalls()).isLessThanOrEqualTo(2);
            assertThat(history.takeGiven()).isLessThanOrEqualTo(70);
        }
    }

    /** Without leaps the whole of main would be passed before the old branch's turn comes. */
    @Test
    void theLogOfAnOldBranchWithoutANewMillionIsAFewCalls() {
        var old = history.line("old", root, 5);

        assertThat(LogPage.read(known, LogCursor.between(main, old), 50).commits())
                .hasSize(5);

        assertThat(history.takeCalls()).isLessThanOrEqualTo(5);
    }
}
