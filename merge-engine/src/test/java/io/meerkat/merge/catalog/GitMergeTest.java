package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.catalog.MergeOutcome.Merged;
import io.meerkat.model.Content.AssetContent;
import io.meerkat.model.Kind;
import io.meerkat.model.TreeKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Merges of catalogs of assets in namespaces that stay, against git's merges of files. Twenty-five merges for each seed. */
class GitMergeTest {
    private static final int MERGES = 25;
    private static final List<String> FOLDERS = List.of("n", "n.m", "o");

    @TempDir
    Path folder;

    private final List<Merging> mergings = new ArrayList<>();

    @BeforeAll
    static void gitIsNeeded() {
        assertThat(Git.isThere()).as("git is installed").isTrue();
    }

    /** Names that are dropped and made again keep their content id here: git knows files by their names only. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#ten")
    void mergesLikeGitByName(long seed) throws IOException, InterruptedException {
        var random = new Random(seed);
        for (int i = 0; i < MERGES; i++) {
            var base = byName(folders(), random, 8);
            mergings.add(Merging.of(base, byName(base, random, 4), byName(base, random, 4)));
        }

        var merges = gitMerges(false);
        for (int i = 0; i < MERGES; i++) {
            assertThat(conflicting(mergings.get(i)))
                    .as("%s", mergings.get(i))
                    .isEqualTo(merges.get(i).conflicts());
        }
        assertThat(merges)
                .anyMatch(merge -> merge.conflicts().isEmpty())
                .anyMatch(merge -> !merge.conflicts().isEmpty());
    }

    /** Names that were never used before, since git does not see a rename to a name that was. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#ten")
    void mergesLikeGitAcrossRenames(long seed) throws IOException, InterruptedException {
        var random = new Random(seed);
        for (int i = 0; i < MERGES; i++) {
            var base = byName(folders(), random, 8);
            mergings.add(Merging.of(base, renaming(base, random), renaming(base, random)));
        }

        var merges = gitMerges(true);
        for (int i = 0; i < MERGES; i++) {
            assertThat(mergings.get(i).outcome() instanceof Merged)
                    .as("%s is clean", mergings.get(i))
                    .isEqualTo(merges.get(i).conflicts().isEmpty());
        }
        assertThat(merges)
                .anyMatch(merge -> merge.conflicts().isEmpty())
                .anyMatch(merge -> !merge.conflicts().isEmpty());
    }

    /** Writes all catalogs and clean merges, lets git merge, and compares the trees of what is clean. */
    private List<Git.Merge> gitMerges(boolean renames) throws IOException, InterruptedException {
        var git = new Git(folder);
        var pairs = new ArrayList<Map.Entry<String, String>>();
        var clean = new ArrayList<Integer>();
        for (int i = 0; i < mergings.size(); i++) {
            var merging = mergings.get(i);
            git.commit("base" + i, List.of(), files(merging.base()));
            git.commit("ours" + i, List.of("base" + i), files(merging.ours()));
            git.commit("theirs" + i, List.of("base" + i), files(merging.theirs()));
            pairs.add(Map.entry("ours" + i, "theirs" + i));
            if (merging.outcome() instanceof Merged) {
                git.commit("merged" + i, List.of(), files(merging.merged()));
                clean.add(i);
            }
        }
        git.write();
        var merges = git.merge(pairs, renames);
        var trees = git.trees(clean.stream().map(i -> "merged" + i).toList());
        for (int i = 0; i < clean.size(); i++) {
            var merge = merges.get(clean.get(i));
            if (merge.conflicts().isEmpty()) {
                assertThat(trees.get(i)).as("%s", mergings.get(clean.get(i))).isEqualTo(merge.tree());
            }
        }
        return merges;
    }

    private static Catalog folders() {
        var catalog = Catalog.empty();
        for (String name : FOLDERS) {
            catalog = catalog.namespace(name);
        }
        return catalog;
    }

    private static Catalog byName(Catalog catalog, Random random, int steps) {
        var edited = catalog;
        for (int i = 0; i < steps; i++) {
            var name = FOLDERS.get(random.nextInt(FOLDERS.size())) + ".f" + random.nextInt(4);
            edited = random.nextInt(3) == 0
                    ? edited.drop(name)
                    : edited.asset(name, name, name + "=" + random.nextInt(4));
        }
        return edited;
    }

    private static Catalog renaming(Catalog catalog, Random random) {
        var edited = catalog;
        var targets = new ArrayList<>(List.of("n.x", "n.m.y", "o.z"));
        for (TreeKey key : catalog.rows().keySet()) {
            var name = key.identifier().toString();
            if (catalog.at(key).kind() == Kind.NAMESPACE) {
                continue;
            }
            if (random.nextInt(4) == 0) {
                edited = edited.asset(name, name, name + "=" + random.nextInt(4));
            }
            switch (random.nextInt(6)) {
                case 0 -> edited = edited.drop(name);
                case 1 -> {
                    if (!targets.isEmpty()) {
                        edited = edited.rename(name, targets.remove(random.nextInt(targets.size())));
                    }
                }
                default -> {}
            }
        }
        return edited;
    }

    /** A file holds its object's name twenty times and then its version, so that git knows it again after a change. */
    private static SortedMap<String, String> files(Catalog catalog) {
        var files = new TreeMap<String, String>();
        catalog.rows().forEach((key, entry) -> {
            if (catalog.store().content(entry.content()) instanceof AssetContent asset) {
                var value = asset.properties().getOrDefault("value", "");
                var name = value.substring(0, value.indexOf('='));
                files.put(file(key), (name + " is here\n").repeat(20) + value + "\n");
            }
        });
        return files;
    }

    private static String file(TreeKey key) {
        return key.identifier().toString().replace('.', '/');
    }

    private static Set<String> conflicting(Merging merging) {
        return merging.outcome() instanceof Merged
                ? Set.of()
                : merging.conflicts().stream()
                        .flatMap(conflict -> conflict.keys().stream())
                        .map(GitMergeTest::file)
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
