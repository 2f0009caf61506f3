package io.meerkat.merge.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.Seeds;
import io.meerkat.model.CommitId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same histories, questioned here and in git. With {@code -Dseeds=} as many as one likes. */
class GitOracleTest {
    private static final int COMMITS = 60;
    private static final int PAIRS = 30;
    private static final int STEPS = 10;
    private static final int KEYS = 4;

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return Seeds.some(1);
    }

    @BeforeAll
    static void findGit() {
        assertThat(Git.isInstalled()).as("git is installed").isTrue();
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void historiesAreReadAsGitReadsThem(long seed) {
        var random = new RandomHistory(seed, COMMITS, false);
        var git = new Git(folder, random, Collections.nCopies(random.ids.size(), Map.of()));
        var pairs = pairs(random);
        var bases = git.ask("git merge-base --all $1 $2 | tr '\\n' ' '", pairs);
        var ancestors = git.ask("git merge-base --is-ancestor $1 $2; printf $?", pairs);
        var counts = git.ask("git rev-list --count --left-right $1...$2 | tr '\\n\\t' '  '", pairs);
        var logs = git.ask("git rev-list $1..$2 | tr '\\n' ' '", pairs);
        for (int i = 0; i < PAIRS; i++) {
            var a = random.ids.get(pairs.get(i)[0]);
            var b = random.ids.get(pairs.get(i)[1]);
            var known = random.history.known();
            var apart = AheadBehind.of(known, a, b);

            assertThat(new MergeBases(known).of(a, b)).containsExactlyInAnyOrderElementsOf(git.commits(bases.get(i)));
            assertThat(new Ancestry(known).isAncestor(a, b))
                    .isEqualTo(ancestors.get(i).equals("0"));
            assertThat(apart.ahead() + " " + apart.behind()).isEqualTo(counts.get(i));
            assertThat(LogPage.read(known, LogCursor.between(a, b), LogPage.SIZE_MAX)
                            .commits())
                    .extracting(CommitNode::id)
                    .isEqualTo(git.commits(logs.get(i)));
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void stepsBackAreThoseOfGit(long seed) {
        var random = new RandomHistory(seed, COMMITS, false);
        var git = new Git(folder, random, Collections.nCopies(random.ids.size(), Map.of()));
        var expected = new TreeMap<String, Optional<CommitId>>();
        for (int commit = 0; commit < COMMITS; commit++) {
            var ancestry = new Ancestry(random.history.known());
            for (int steps = 0; steps < STEPS; steps++) {
                var back = ancestry.back(random.ids.get(commit), steps);
                expected.put("c%d~%d".formatted(commit, steps), back);
                for (int number = 0; number < 4; number++) {
                    int parent = number;
                    expected.put(
                            "c%d~%d^%d".formatted(commit, steps, number),
                            back.flatMap(at -> ancestry.parent(at, parent)));
                }
            }
        }

        var resolved = git.resolve(List.copyOf(expected.keySet()));

        assertThat(expected).hasSize(COMMITS * STEPS * 5);
        expected.forEach((expression, commit) -> assertThat(Optional.ofNullable(resolved.get(expression)))
                .as(expression)
                .isEqualTo(commit));
    }

    /** What git is told of a squash is a merge: that is what the edge stands for. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void aMergedEdgeIsToTheMergeBaseWhatAParentIsToGit(long seed) {
        var random = new RandomHistory(seed, COMMITS, true);
        var git = new Git(folder, random, Collections.nCopies(random.ids.size(), Map.of()));
        var pairs = pairs(random);
        var bases = git.ask("git merge-base --all $1 $2 | tr '\\n' ' '", pairs);
        var contained = git.ask("git merge-base --is-ancestor $1 $2; printf $?", pairs);
        for (int i = 0; i < PAIRS; i++) {
            var a = random.ids.get(pairs.get(i)[0]);
            var b = random.ids.get(pairs.get(i)[1]);

            assertThat(new MergeBases(random.history.known()).of(a, b))
                    .containsExactlyInAnyOrderElementsOf(git.commits(bases.get(i)));
            assertThat(new Ancestry(random.history.known()).contains(b, a))
                    .isEqualTo(contained.get(i).equals("0"));
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void mergesThroughAnyCrissCrossComeOutAsGitsDo(long seed) {
        var random = new RandomHistory(seed, COMMITS, false);
        var trees = new Trees();
        var files = new ArrayList<Map<String, String>>();
        for (int i = 0; i < random.ids.size(); i++) {
            var tree = tree(random, trees, i);
            trees.put(random.ids.get(i), tree);
            files.add(tree);
        }
        var git = new Git(folder, random, files);
        var pairs = pairs(random);
        var merges = git.ask("""
                merged=$(git -c merge.renames=false merge-tree --write-tree --allow-unrelated-histories --no-messages $1 $2)
                printf "$? %s" "$(printf '%s' "$merged" | head -n 1)"
                """, pairs);
        for (int i = 0; i < PAIRS; i++) {
            var merging = new Catalogs();
            var merged =
                    merge(random, trees, random.ids.get(pairs.get(i)[0]), random.ids.get(pairs.get(i)[1]), merging);

            if (merging.conflicts().isEmpty()) {
                assertThat(merges.get(i)).isEqualTo("0 " + GitTree.name(merged));
            } else {
                assertThat(merges.get(i)).startsWith("1 ");
            }
        }
    }

    private static List<int[]> pairs(RandomHistory random) {
        return IntStream.range(0, PAIRS)
                .mapToObj(_ -> new int[] {random.any(), random.any()})
                .toList();
    }

    /** A commit changes one key, and a merge settles conflicts by what its own side has. */
    private static Map<String, String> tree(RandomHistory random, Trees trees, int commit) {
        var parents = random.parents.get(commit).stream().map(random.ids::get).toList();
        if (parents.isEmpty()) {
            var tree = new TreeMap<String, String>();
            IntStream.range(0, KEYS).forEach(key -> tree.put("key" + key, "0"));
            return tree;
        }
        var ours = trees.of(parents.getFirst());
        if (parents.size() == 1) {
            return Catalogs.with(ours, "key" + commit % KEYS, "by " + commit);
        }
        var merging = new Catalogs();
        var merged = new TreeMap<>(merge(random, trees, parents.get(0), parents.get(1), merging));
        merging.conflicts().forEach(key -> merged.put(key, ours.getOrDefault(key, "")));
        return merged;
    }

    private static Map<String, String> merge(
            RandomHistory random, Trees trees, CommitId ours, CommitId theirs, Catalogs merging) {
        var base = BasePlanner.plan(random.history.known(), ours, theirs).carryOut(Map.of(), trees::of, new Catalogs());
        return merging.merge(base, trees.of(ours), trees.of(theirs));
    }
}
