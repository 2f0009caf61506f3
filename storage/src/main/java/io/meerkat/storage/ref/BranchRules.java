package io.meerkat.storage.ref;

import io.meerkat.model.RefName;
import io.meerkat.model.RefPattern;
import io.meerkat.model.TreeKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What may be committed to a branch.
 *
 * @param closed patterns of names to which nothing is committed directly
 * @param writable as in {@link io.meerkat.model.BranchPurpose}
 */
public record BranchRules(RefName name, List<RefPattern> closed, SortedSet<TreeKey> writable) {
    public BranchRules {
        closed = List.copyOf(closed);
        writable = Collections.unmodifiableSortedSet(new TreeSet<>(writable));
    }

    /** For a branch that takes everything. */
    public static BranchRules none(RefName name) {
        return new BranchRules(name, List.of(), Collections.emptySortedSet());
    }

    /** The pattern by which the branch takes no direct commits. */
    public Optional<RefPattern> closedBy() {
        return closed.stream().filter(pattern -> pattern.matches(name)).findFirst();
    }

    public boolean writes(TreeKey key) {
        return writable.isEmpty() || writable.contains(key);
    }
}
