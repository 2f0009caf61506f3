package io.meerkat.merge.graph;

import static io.meerkat.merge.graph.Catalogs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.Seeds;
import io.meerkat.model.CommitId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BasePlanTest {
    private static final int KEYS = 6;

    private final History history = new History();
    private final Trees trees = new Trees();
    private final CommitId root = commit(Map.of("x", "0", "y", "0"), "root");

    static LongStream seeds() {
        return Seeds.hundred();
    }

    @Test
    void oneBaseIsTakenAsItIs() {
        var a = commit(Map.of(), "a", root);
        var b = commit(Map.of(), "b", root);

        assertThat(plan(a, b)).isEqualTo(BasePlan.of(new PlannedTree.Of(root)));
    }

    @Test
    void withoutAnyBaseItIsTheEmptyTree() {
        var other = commit(Map.of(), "other");

        assertThat(plan(root, other)).isEqualTo(BasePlan.of(new PlannedTree.Empty()));
    }

    @Test
    void twoBasesAreMergedOnTheirOwnBaseTheOlderOneFirst() {
        var a = commit(Map.of(), "a", root);
        var b = commit(Map.of(), "b", root);
        var ours = commit(Map.of(), "ours", a, b);
        var theirs = commit(Map.of(), "theirs", b, a);

        assertThat(plan(ours, theirs))
                .isEqualTo(new BasePlan(
                        List.of(new BasePlan.Step(
                                new PlannedTree.Of(root), new PlannedTree.Of(a), new PlannedTree.Of(b))),
                        new PlannedTree.Merged(0),
                        true))
                .isEqualTo(plan(theirs, ours));
    }

    /** With either base alone, one of the two values would come back or conflict. */
    @Test
    void whatBothSidesTookFromTheOtherInACrissCrossIsNoConflict() {
        var a = commit(Map.of("x", "1", "y", "0"), "a", root);
        var b = commit(Map.of("x", "0", "y", "1"), "b", root);
        var both = Map.of("x", "1", "y", "1");
        var ours = commit(with(both, "x", "2"), "ours", a, b);
        var theirs = commit(with(both, "y", "2"), "theirs", b, a);

        assertThat(merge(ours, theirs, plan(ours, theirs))).isEqualTo(Map.of("x", "2", "y", "2"));
        for (var one : List.of(a, b)) {
            var merging = new Catalogs();
            merging.merge(trees.of(one), trees.of(ours), trees.of(theirs));
            assertThat(merging.conflicts()).isNotEmpty();
        }
    }

    @Test
    void aConflictInTheBaseIsNoneWhereBothSidesSettledItAlike() {
        var a = commit(Map.of("x", "1"), "a", root);
        var b = commit(Map.of("x", "2"), "b", root);
        var ours = commit(Map.of("x", "settled"), "ours", a, b);
        var theirs = commit(Map.of("x", "settled"), "theirs", b, a);
        var otherwise = commit(Map.of("x", "otherwise"), "otherwise", b, a);

        assertThat(merge(ours, theirs, plan(ours, theirs))).isEqualTo(Map.of("x", "settled"));
        var merging = new Catalogs();
        var base = plan(ours, otherwise).carryOut(Map.of(), trees::of, merging);
        merging.merge(base, trees.of(ours), trees.of(otherwise));
        assertThat(merging.conflicts()).containsExactly("x");
    }

    @Test
    void aCrissCrossIsFollowedSoManyLevelsAndNotOneMore() {
        assertThat(ladder(BasePlanner.LEVELS_MAX))
                .satisfies(plan -> assertThat(plan.complete()).isTrue())
                .satisfies(plan -> assertThat(plan.steps()).hasSize(BasePlanner.LEVELS_MAX));
        assertThat(ladder(BasePlanner.LEVELS_MAX + 1))
                .satisfies(plan -> assertThat(plan.complete()).isFalse())
                .satisfies(plan -> assertThat(plan.steps()).hasSize(BasePlanner.LEVELS_MAX));
    }

    @Test
    void baseWithMoreMembersThanStepsStopsAtTheLimit() {
        assertThat(wide(BasePlanner.STEPS_MAX + 1).complete()).isTrue();
        assertThat(wide(BasePlanner.STEPS_MAX + 2))
                .satisfies(plan -> assertThat(plan.complete()).isFalse())
                .satisfies(plan -> assertThat(plan.steps()).hasSize(BasePlanner.STEPS_MAX));
    }

    /** The steps that three bases at each level take are few because a level's are planned once. */
    @Test
    void levelsOfThreeBasesShareTheirSteps() {
        var heads = List.of(commit(Map.of(), "a0", root), commit(Map.of(), "b0", root), commit(Map.of(), "c0", root));
        for (int level = 1; level <= 6; level++) {
            var below = heads;
            int number = level;
            heads = List.of("a", "b", "c").stream()
                    .map(name -> {
                        var one = history.commit(name + number + "'", below.get(0), below.get(1));
                        return history.commit(name + number, one, below.get(2));
                    })
                    .toList();
        }

        assertThat(plan(heads.get(0), heads.get(1)).steps()).hasSizeLessThanOrEqualTo(6 * 3);
    }

    /** The newest value has seen all the others, so that it is what every merge must give, through any criss-cross. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void keysThatAreChangedByOneAfterAnotherNeverConflict(long seed) {
        var random = new RandomHistory(seed, 50, true);
        var writers = Stream.generate(() -> line(random)).limit(KEYS).toList();
        var values = new Trees();
        for (int i = 0; i < random.ids.size(); i++) {
            values.put(random.ids.get(i), newest(writers, random.content(i)));
        }
        for (int i = 0; i < 20; i++) {
            int ours = random.any();
            int theirs = random.any();
            var either = random.content(ours);
            either.or(random.content(theirs));
            var merging = new Catalogs();
            var plan = BasePlanner.plan(random.history.known(), random.ids.get(ours), random.ids.get(theirs));
            var base = plan.carryOut(Map.of(), values::of, merging);

            assertThat(merging.merge(base, values.of(random.ids.get(ours)), values.of(random.ids.get(theirs))))
                    .isEqualTo(newest(writers, either));
            assertThat(merging.conflicts()).isEmpty();
            assertThat(BasePlanner.plan(random.history.known(), random.ids.get(theirs), random.ids.get(ours)))
                    .isEqualTo(plan);
        }
    }

    /** Commits each of which contains the next, from any one down. */
    private static BitSet line(RandomHistory random) {
        var line = new BitSet();
        for (int at = random.any(); ; at = random.oneBelow(at)) {
            line.set(at);
            if (random.parents.get(at).isEmpty()) {
                return line;
            }
        }
    }

    private static Map<String, String> newest(List<BitSet> writers, BitSet content) {
        var values = new HashMap<String, String>();
        for (int key = 0; key < writers.size(); key++) {
            var written = (BitSet) writers.get(key).clone();
            written.and(content);
            if (!written.isEmpty()) {
                values.put("key" + key, "by " + (written.length() - 1));
            }
        }
        return values;
    }

    private BasePlan ladder(int levels) {
        var ladder = new History();
        var left = ladder.commit("left", ladder.commit("foot"));
        var right = ladder.commit("right", History.id("foot"));
        for (int i = 0; i < levels; i++) {
            var next = ladder.commit("left" + i, left, right);
            right = ladder.commit("right" + i, right, left);
            left = next;
        }
        return BasePlanner.plan(ladder.known(), left, right);
    }

    /** Two branches that both merged so many others. */
    private static BasePlan wide(int bases) {
        var wide = new History();
        var foot = wide.commit("foot");
        var left = wide.commit("left", foot);
        var right = wide.commit("right", foot);
        for (int i = 0; i < bases; i++) {
            var base = wide.commit("base" + i, foot);
            left = wide.commit("left" + i, left, base);
            right = wide.commit("right" + i, right, base);
        }
        return BasePlanner.plan(wide.known(), left, right);
    }

    private CommitId commit(Map<String, String> tree, String name, CommitId... parents) {
        var id = history.commit(name, parents);
        trees.put(id, tree);
        return id;
    }

    private BasePlan plan(CommitId ours, CommitId theirs) {
        return BasePlanner.plan(history.known(), ours, theirs);
    }

    private Map<String, String> merge(CommitId ours, CommitId theirs, BasePlan plan) {
        var base = plan.carryOut(Map.of(), trees::of, new Catalogs());
        var merging = new Catalogs();
        var merged = merging.merge(base, trees.of(ours), trees.of(theirs));
        assertThat(merging.conflicts()).isEmpty();
        return merged;
    }
}
