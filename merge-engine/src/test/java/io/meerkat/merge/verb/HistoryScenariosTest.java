package io.meerkat.merge.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What comes of histories that people make with branches. Steps are told as one would: {@code b from main} makes a branch,
 * {@code b x=1} and {@code b drop x} a commit on it, {@code main merge b} a merge; {@code pick} takes the newest commit of
 * the other branch, and {@code revert} takes back the branch's own. What a branch has is told at the end.
 */
class HistoryScenariosTest {
    private final Repository repository = new Repository();
    private final Map<String, CommitId> branches = new HashMap<>();
    private String last = "";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            nothing was done on the branch        | b from main; main merge b                                  | up to date   | x=0 y=0
            nothing was done on the target        | b from main; b x=1; main forward b                         | forward      | x=1 y=0
            the same with a commit of its own     | b from main; b x=1; main merge b                           | merged       | x=1 y=0
            target that is behind, forward alone  | b from main; b x=1; main onlyforward b                     | forward      | x=1 y=0
            parted branches, forward alone        | b from main; b x=1; main y=1; main onlyforward b           | refused      | x=0 y=1
            several commits at once               | b from main; b x=1; b x=2; b z=1; main y=1; main merge b   | merged       | x=2 y=1 z=1
            several commits at once, squashed     | b from main; b x=1; b x=2; b z=1; main y=1; main squash b  | merged       | x=2 y=1 z=1
            several commits at once, replayed     | b from main; b x=1; b x=2; b z=1; main y=1; main rebase b  | replayed     | x=2 y=1 z=1
            several commits that come to nothing  | b from main; b z=1; b drop z; main y=1; main merge b       | merged       | x=0 y=1
            changed and changed back, other changed | b from main; b x=1; b x=0; main x=2; main merge b        | merged       | x=2 y=0
            both changed one                      | b from main; b x=1; main x=2; main merge b                 | conflict at x | x=?  y=0
            both changed one to the same          | b from main; b x=1; main x=1; main merge b                 | merged       | x=1 y=0
            one dropped, the other changed        | b from main; b drop x; main x=1; main merge b              | conflict at x | x=? y=0
            both dropped                          | b from main; b drop x; main drop x; main merge b           | merged       | y=0
            merged twice                          | b from main; b x=1; main y=1; main merge b; main merge b   | up to date   | x=1 y=1
            squashed twice                        | b from main; b x=1; main y=1; main squash b; main squash b | up to date   | x=1 y=1
            merged, gone on, merged               | b from main; b x=1; main y=1; main merge b; b x=2; main merge b | merged  | x=2 y=1
            squashed, gone on, squashed           | b from main; b x=1; main y=1; main squash b; b x=2; main squash b | merged | x=2 y=1
            merged, then both changed it          | b from main; b x=1; main merge b; b x=2; main x=3; main merge b | conflict at x | x=? y=0
            back and forth                        | b from main; b x=1; main y=1; main merge b; b merge main; main y=2; b x=2; main merge b | merged | x=2 y=2
            back and forth by squashes            | b from main; b x=1; main y=1; main squash b; b squash main; main y=2; b x=2; main squash b | merged | x=2 y=2
            crosswise                             | b from main; b x=1; main y=1; o from main; main merge b; b merge o; main y=2; b x=2; main merge b | merged | x=2 y=2
            updated from the target first         | b from main; b x=1; main y=1; b merge main; main forward b | forward      | x=1 y=1
            updated from the target by a squash   | b from main; b x=1; main y=1; b squash main; main forward b | merged      | x=1 y=1
            picked before                         | b from main; b x=1; main y=1; main pick b; main merge b    | merged       | x=1 y=1
            picked before, and gone on            | b from main; b x=1; main pick b; b z=1; main merge b       | merged       | x=1 y=0 z=1
            picked before, and changed since      | b from main; b x=1; main pick b; b x=2; main merge b       | conflict at x | x=? y=0
            picked before, then replayed          | b from main; b x=1; b z=1; main y=1; main merge b; main rebase b | up to date | x=1 y=1 z=1
            the newest alone is picked            | b from main; b x=1; b z=1; main y=1; main pick b           | merged       | x=0 y=1 z=1
            picked twice                          | b from main; b x=1; main y=1; main pick b; main pick b     | merged       | x=1 y=1
            picked onto another change            | b from main; b x=1; main x=2; main pick b                  | conflict at x | x=? y=0
            reverted after a merge, merged again  | b from main; b x=1; main squash b; main revert main; main merge b | up to date | x=0 y=0
            reverted, merged into the other       | b from main; main x=1; main revert main; b merge main; main merge b | merged | x=0 y=0
            reverted on the branch before         | b from main; b x=1; b revert b; main y=1; main merge b     | merged       | x=0 y=1
            a branch of a branch                  | b from main; b x=1; c from b; c z=1; main y=1; main merge c | merged      | x=1 y=1 z=1
            a branch of a branch, then the branch | b from main; b x=1; c from b; c z=1; main y=1; main merge c; main merge b | up to date | x=1 y=1 z=1
            the branch, then a branch of it       | b from main; b x=1; c from b; c x=2; main y=1; main merge b; main merge c | merged | x=2 y=1
            the branch squashed, then a branch of it | b from main; b x=1; c from b; c x=2; main squash b; main squash c | merged | x=2 y=0
            a branch of a branch that went on     | b from main; b x=1; c from b; b x=2; c x=3; main merge b; main merge c | conflict at x | x=? y=0
            three branches, one after another     | b from main; c from main; b x=1; c y=1; main z=1; main merge b; main merge c | merged | x=1 y=1 z=1
            a branch that was made anew           | b from main; b x=1; main merge b; b from main; b x=2; main merge b | merged | x=2 y=0
            no common ancestor                    | b root z=1; main merge b                                   | refused      | x=0 y=0
            no common ancestor, on demand         | b root z=1; main join b                                    | merged       | x=0 y=0 z=1
            no common ancestor, one name          | b root x=1; main join b                                    | conflict at x | x=? y=0
            no common ancestor, the very same     | b root x=0; main join b                                    | merged       | x=0 y=0
            joined, then merged as any other      | b root z=1; main join b; b z=2; main merge b               | merged       | x=0 y=0 z=2
            """)
    void endsAsTold(String told, String steps, String outcome, String tree) {
        branches.put("main", repository.root(Map.of("x", "0", "y", "0")));

        for (var step : steps.split("; ")) {
            var words = step.split(" ");
            branches.put(words[0], head(words));
        }

        assertThat(last).isEqualTo(outcome);
        var main = new TreeMap<>(repository.tree(head("main")));
        main.replaceAll((key, value) -> value.startsWith("conflict") ? "?" : value);
        assertThat(main).isEqualTo(tree(tree));
    }

    private CommitId head(String[] words) {
        var branch = words[0];
        return switch (words[1]) {
            case "from" -> head(words[2]);
            case "root" -> repository.root(tree(words[2]));
            case "drop" -> repository.drop(head(branch), words[2]);
            case "pick" ->
                carryOut(
                        branch,
                        new CherryPick(head(branch), head(words[2]), OptionalInt.empty()).plan(repository.known()));
            case "revert" ->
                carryOut(
                        branch, new Revert(head(branch), head(words[2]), OptionalInt.empty()).plan(repository.known()));
            case "merge" -> merge(branch, words[2], MergeMode.MERGE_COMMIT, false);
            case "join" -> merge(branch, words[2], MergeMode.MERGE_COMMIT, true);
            case "forward" -> merge(branch, words[2], MergeMode.FAST_FORWARD, false);
            case "onlyforward" -> merge(branch, words[2], MergeMode.FAST_FORWARD_ONLY, false);
            case "squash" -> merge(branch, words[2], MergeMode.SQUASH, false);
            case "rebase" -> merge(branch, words[2], MergeMode.REBASE, false);
            default -> {
                var set = words[1].split("=");
                yield repository.set(head(branch), set[0], set[1]);
            }
        };
    }

    private CommitId merge(String target, String source, MergeMode mode, boolean unrelatedAllowed) {
        return carryOut(target, new Merge(head(target), head(source), mode, unrelatedAllowed).plan(repository.known()));
    }

    private CommitId carryOut(String branch, Plan plan) {
        if (plan instanceof Plan.Refused) {
            last = "refused";
            return head(branch);
        }
        var head = repository.carryOut(head(branch), plan);
        last = switch (plan) {
            case Plan.UpToDate upToDate -> "up to date";
            case Plan.FastForward forward -> "forward";
            case Plan.ThreeWay threeWay when repository.conflicts().isEmpty() -> "merged";
            case Plan.Replay replay when repository.conflicts().isEmpty() -> "replayed";
            default -> "conflict at " + String.join(" ", repository.conflicts());
        };
        return head;
    }

    private CommitId head(String branch) {
        return Objects.requireNonNull(branches.get(branch), branch);
    }

    private static Map<String, String> tree(String told) {
        var tree = new TreeMap<String, String>();
        for (var value : told.split(" +")) {
            var set = value.split("=");
            tree.put(set[0], set[1]);
        }
        return tree;
    }
}
