package io.meerkat.merge.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.Seeds;
import io.meerkat.merge.graph.MergeBases;
import io.meerkat.model.CommitId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One verb after another on three branches, here and in git: whether a branch is moved forward, stays, gets a commit with
 * which parents and tree, where it conflicts, and what is refused. With {@code -Dseeds=} as many as one likes.
 */
class GitVerbsTest {
    private static final int STEPS = 40;
    private static final List<String> KEYS = List.of("k0", "k1", "k2", "k3");

    @TempDir
    private Path folder;

    private final List<CommitId> heads = new ArrayList<>();
    private final List<CommitId> commits = new ArrayList<>();

    static LongStream seeds() {
        return Seeds.some(1);
    }

    private BesideGit begin() {
        var both = new BesideGit(folder);
        var root = both.root(Map.of("k0", "0", "k1", "0", "k2", "0", "k3", "0"));
        heads.addAll(List.of(root, root, root));
        commits.add(root);
        return both;
    }

    private void move(int branch, CommitId to) {
        heads.set(branch, to);
        commits.add(to);
    }

    private <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void mergesPicksAndRevertsComeOutAsGits(long seed) {
        var random = new Random(seed);
        var both = begin();
        for (int step = 0; step < STEPS; step++) {
            int branch = random.nextInt(heads.size());
            var head = heads.get(branch);
            move(
                    branch,
                    switch (random.nextInt(10)) {
                        case 0, 1, 2 -> set(both, head, any(KEYS, random), "" + random.nextInt(3));
                        case 3 -> drop(both, head, any(KEYS, random));
                        case 4, 5, 6 -> merge(both, head, any(heads, random), mode(random));
                        case 7 -> {
                            var commit = any(commits, random);
                            yield both.pick(head, commit, mainline(both, commit, random));
                        }
                        case 8 -> {
                            var commit = any(commits, random);
                            yield both.revert(head, commit, mainline(both, commit, random));
                        }
                        default -> any(commits, random);
                    });
        }
        assertThat(commits).hasSize(STEPS + 1);
    }

    /** Values do not recur: git leaves out all commits whose change is there, we leave out one for each that is there. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void rebasesComeOutAsGits(long seed) {
        var random = new Random(seed);
        var both = begin();
        for (int step = 0; step < STEPS; step++) {
            int branch = random.nextInt(heads.size());
            var head = heads.get(branch);
            move(
                    branch,
                    switch (random.nextInt(10)) {
                        case 0, 1, 2, 3 -> both.set(head, any(KEYS, random), "value" + step);
                        case 4 -> merge(both, head, any(heads, random), MergeMode.MERGE_COMMIT);
                        case 5 -> merge(both, head, any(heads, random), MergeMode.FAST_FORWARD);
                        case 6 -> both.pick(head, any(heads, random), OptionalInt.empty());
                        case 7, 8 -> both.rebase(head, any(heads, random));
                        default -> any(commits, random);
                    });
        }
        assertThat(commits).hasSize(STEPS + 1);
    }

    private static CommitId set(BesideGit both, CommitId head, String key, String value) {
        return value.equals(both.ours().tree(head).get(key)) ? head : both.set(head, key, value);
    }

    private static CommitId drop(BesideGit both, CommitId head, String key) {
        return both.ours().tree(head).containsKey(key) ? both.drop(head, key) : head;
    }

    /** Merges on a virtual base are compared by {@code GitOracleTest}: here that base is a simpler one than git's. */
    private static CommitId merge(BesideGit both, CommitId head, CommitId source, MergeMode mode) {
        var bases = new MergeBases(both.ours().known()).of(head, source);
        return bases.size() > 1 ? head : both.merge(head, source, mode);
    }

    /** A squash is compared and not kept: ours remembers what it merged, and git's does not. */
    private static MergeMode mode(Random random) {
        return List.of(MergeMode.MERGE_COMMIT, MergeMode.FAST_FORWARD, MergeMode.FAST_FORWARD_ONLY, MergeMode.SQUASH)
                .get(random.nextInt(4));
    }

    /** None for a root commit: git does not look at one there, and we refuse it. */
    private static OptionalInt mainline(BesideGit both, CommitId commit, Random random) {
        int number = random.nextInt(4);
        boolean isRoot = both.ours().known().get(commit).parents().isEmpty();
        return number == 0 || isRoot ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
