package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;

/** A tree that a plan speaks of without having it. */
public sealed interface PlannedTree {
    /** The tree without entries. */
    record Empty() implements PlannedTree {}

    /** The tree of a commit. */
    record Of(CommitId commit) implements PlannedTree {}

    /** What a step of a {@link BasePlan} gave, counted from 0. */
    record Merged(int step) implements PlannedTree {}
}
