package io.meerkat.merge.verb;

import io.meerkat.merge.graph.CommitNode;
import io.meerkat.merge.graph.PlannedTree;
import java.util.Optional;
import java.util.OptionalInt;

/** The parent of a commit that its change is seen against. A merge has two, and its number, from 1, must be given. */
record Mainline(CommitNode commit, OptionalInt number) {
    Optional<Refusal> refusal() {
        int parents = commit.parents().size();
        if (number.isEmpty()) {
            return parents > 1 ? Optional.of(new Refusal.MainlineNeeded(commit.id(), parents)) : Optional.empty();
        }
        return number.getAsInt() < 1 || number.getAsInt() > parents
                ? Optional.of(new Refusal.NoSuchParent(commit.id(), number.getAsInt(), parents))
                : Optional.empty();
    }

    /** The tree before the commit: that of the parent, and nothing for a root commit. */
    PlannedTree before() {
        return commit.parents().isEmpty()
                ? new PlannedTree.Empty()
                : new PlannedTree.Of(commit.parents().get(number.orElse(1) - 1));
    }
}
