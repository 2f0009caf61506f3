package io.meerkat.merge.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.Seeds;
import io.meerkat.model.CommitId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Two branches that go on, and are merged again and again. */
class RepeatedMergeTest {
    private static final List<MergeMode> MODES =
            List.of(MergeMode.MERGE_COMMIT, MergeMode.FAST_FORWARD, MergeMode.SQUASH, MergeMode.REBASE);

    private final Repository repository = new Repository();
    private final CommitId root = repository.root(Map.of("x", "0", "y", "0"));

    static LongStream seeds() {
        return Seeds.some(30);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "FAST_FORWARD_ONLY")
    void whatWasMergedAndChangedAgainIsNoConflict(MergeMode mode) {
        var target = repository.set(root, "y", "target");
        var source = root;
        for (int round = 0; round < 4; round++) {
            source = repository.set(source, "x", "a" + round);
            source = repository.set(source, "x", "b" + round);
            target = repository.merge(target, source, mode);

            assertThat(repository.conflicts()).isEmpty();
            assertThat(repository.tree(target)).isEqualTo(Map.of("x", "b" + round, "y", "target"));
        }
    }

    @Test
    void aTargetThatWasResetTakesAllOfTheSourceInAgain() {
        var before = repository.set(root, "y", "1");
        var source = repository.set(root, "x", "1");
        repository.merge(before, source, MergeMode.SQUASH);

        var again = repository.merge(before, repository.set(source, "z", "1"), MergeMode.SQUASH);

        assertThat(repository.tree(again)).isEqualTo(Map.of("x", "1", "y", "1", "z", "1"));
    }

    /** One side alone writes each key, so that a conflict or a lost value can only come from a wrong base. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void mergesBothWaysInAnyModeNeitherConflictNorLoseAnything(long seed) {
        var random = new Random(seed);
        var heads = new CommitId[] {root, root, root};
        var written = new HashMap<String, String>(repository.tree(root));
        for (int step = 0; step < 40; step++) {
            int here = random.nextInt(heads.length);
            int there = random.nextInt(heads.length);
            if (random.nextBoolean()) {
                var key = "key %d of %d".formatted(random.nextInt(2), here);
                written.put(key, "value " + step);
                heads[here] = repository.set(heads[here], key, "value " + step);
            } else {
                var mode = mode(random, heads[here], heads[there]);
                heads[here] = repository.merge(heads[here], heads[there], mode);
                assertThat(repository.conflicts()).as("step %d, %s", step, mode).isEmpty();
            }
        }

        var all = heads[0];
        for (var head : heads) {
            all = repository.merge(all, head, MergeMode.SQUASH);
        }

        assertThat(repository.tree(all)).isEqualTo(written);
        for (var head : heads) {
            assertThat(repository.planMerge(all, head, MergeMode.MERGE_COMMIT)).isInstanceOf(Plan.UpToDate.class);
        }
    }

    /** What a merge settled is lost to a replay, which may meet it again: as in git. */
    private MergeMode mode(Random random, CommitId target, CommitId source) {
        var mode = MODES.get(random.nextInt(MODES.size()));
        return repository.planMerge(target, source, mode) instanceof Plan.Replay replay
                        && (replay.leftOut().stream().anyMatch(LeftOut.Merges.class::isInstance)
                                || replay.picks().stream().anyMatch(this::merges))
                ? MergeMode.MERGE_COMMIT
                : mode;
    }

    private boolean merges(Pick pick) {
        return !repository.known().get(pick.commit()).mergedHeads().isEmpty();
    }
}
