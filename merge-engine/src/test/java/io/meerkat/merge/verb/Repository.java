package io.meerkat.merge.verb;

import io.meerkat.merge.graph.Catalogs;
import io.meerkat.merge.graph.History;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.PlannedTree;
import io.meerkat.merge.graph.Trees;
import io.meerkat.model.Changes;
import io.meerkat.model.CommitId;
import io.meerkat.model.Domain;
import io.meerkat.model.Edge;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Commits with maps as trees, on which plans are carried out. */
final class Repository {
    private final History history = new History();
    private final Trees trees = new Trees();
    private Set<String> conflicts = Set.of();
    private int made;

    CommitId root(Map<String, String> tree) {
        return add(List.of(), List.of(), Map.of(), tree);
    }

    /** Sets one key. */
    CommitId set(CommitId head, String key, String value) {
        return add(List.of(head), List.of(), trees.of(head), Catalogs.with(trees.of(head), key, value));
    }

    CommitId drop(CommitId head, String key) {
        var tree = new TreeMap<>(trees.of(head));
        tree.remove(key);
        return add(List.of(head), List.of(), trees.of(head), tree);
    }

    Map<String, String> tree(CommitId commit) {
        return trees.of(commit);
    }

    /** The keys in conflict in what was carried out last. */
    Set<String> conflicts() {
        return conflicts;
    }

    KnownCommits known() {
        return history.known();
    }

    Plan planMerge(CommitId target, CommitId source, MergeMode mode) {
        return new Merge(target, source, mode, false).plan(known());
    }

    CommitId merge(CommitId target, CommitId source, MergeMode mode) {
        return carryOut(target, planMerge(target, source, mode));
    }

    CommitId pick(CommitId head, CommitId commit) {
        return carryOut(head, new CherryPick(head, commit, OptionalInt.empty()).plan(known()));
    }

    CommitId revert(CommitId head, CommitId commit) {
        return carryOut(head, new Revert(head, commit, OptionalInt.empty()).plan(known()));
    }

    CommitId revertMerge(CommitId head, CommitId commit) {
        return carryOut(head, new Revert(head, commit, OptionalInt.of(1)).plan(known()));
    }

    CommitId rebase(CommitId branch, CommitId onto) {
        return carryOut(branch, new Rebase(branch, onto, false).plan(known()));
    }

    /** The head after it. */
    CommitId carryOut(CommitId head, Plan plan) {
        return switch (plan) {
            case Plan.UpToDate upToDate -> head;
            case Plan.FastForward forward -> forward.to();
            case Plan.ThreeWay merge -> carryOut(merge);
            case Plan.Replay replay -> carryOut(replay);
            case Plan.Refused refused ->
                throw new AssertionError(refused.reason().message());
        };
    }

    private CommitId carryOut(Plan.ThreeWay plan) {
        var base = plan.base().carryOut(Map.of(), trees::of, new Catalogs());
        var merging = new Catalogs();
        var merged = merging.merge(base, trees.of(plan.ours()), tree(plan.theirs()));
        conflicts = merging.conflicts();
        return add(plan.parents(), plan.edges(), trees.of(plan.parents().getFirst()), merged);
    }

    private CommitId carryOut(Plan.Replay plan) {
        var head = plan.onto();
        var merging = new Catalogs();
        for (var pick : plan.picks()) {
            var merged = merging.merge(tree(pick.base()), trees.of(head), trees.of(pick.commit()));
            // What changes nothing is not made.
            if (!merged.equals(trees.of(head))) {
                head = add(List.of(head), pick.edges(), trees.of(head), merged);
            }
        }
        conflicts = merging.conflicts();
        return head;
    }

    private Map<String, String> tree(PlannedTree planned) {
        return switch (planned) {
            case PlannedTree.Empty empty -> Map.of();
            case PlannedTree.Of of -> trees.of(of.commit());
            case PlannedTree.Merged merged -> throw new AssertionError("no step has run: " + merged);
        };
    }

    private CommitId add(
            List<CommitId> parents, List<Edge> edges, Map<String, String> before, Map<String, String> after) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        var changes = new StringBuilder();
        for (var key : keys) {
            if (!Objects.equals(before.get(key), after.get(key))) {
                changes.append("%s: %s to %s;".formatted(key, before.get(key), after.get(key)));
            }
        }
        var hash = changes.isEmpty() ? Changes.of(List.of()).hash() : Domain.CHANGES.hash(changes.toString());
        var commit = history.commit("commit " + made++, parents, edges, hash);
        trees.put(commit, after);
        return commit;
    }
}
