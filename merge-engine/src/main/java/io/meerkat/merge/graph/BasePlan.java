package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Which tree a merge takes as its base. Where there are several best common commits (criss-cross), the steps merge them,
 * each with what came before it, into a virtual tree that no commit has: as git does. A conflict in a step is no
 * failure; its outcome stands in the virtual tree, and differs from what both sides have.
 *
 * <p>{@code complete} is false where the criss-cross went on below {@value BasePlanner#LEVELS_MAX} levels or took more
 * than {@value BasePlanner#STEPS_MAX} steps. From there on the newest of several bases stands for all of them, which may
 * give conflicts that nobody made, and nothing worse.
 */
public record BasePlan(List<Step> steps, PlannedTree base, boolean complete) {
    public BasePlan {
        steps = List.copyOf(steps);
    }

    /** A three-way merge. It names results of earlier steps only. */
    public record Step(PlannedTree base, PlannedTree ours, PlannedTree theirs) {}

    /** Merges two trees that came from one. */
    @FunctionalInterface
    public interface Merging<T> {
        T merge(T base, T ours, T theirs);
    }

    public static BasePlan of(PlannedTree base) {
        return new BasePlan(List.of(), base, true);
    }

    /** Several bases were found, and the base is no commit's tree. */
    public boolean isVirtual() {
        return !steps.isEmpty();
    }

    /** Carries the plan out and gives the base. A commit's tree is asked for each time it is needed. */
    public <T> T carryOut(T empty, Function<CommitId, T> treeOf, Merging<T> merging) {
        var results = new ArrayList<T>();
        Function<PlannedTree, T> tree = planned -> switch (planned) {
            case PlannedTree.Empty() -> empty;
            case PlannedTree.Of(var commit) -> treeOf.apply(commit);
            case PlannedTree.Merged(var step) -> results.get(step);
        };
        for (var step : steps) {
            results.add(merging.merge(tree.apply(step.base()), tree.apply(step.ours()), tree.apply(step.theirs())));
        }
        return tree.apply(base);
    }
}
