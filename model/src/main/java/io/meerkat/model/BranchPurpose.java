package io.meerkat.model;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a branch was made for. It shows the whole catalog in any case; on a partial branch only some keys can be written.
 *
 * @param writable the keys of those; of a branch that is not partial, none
 */
public record BranchPurpose(Type type, SortedSet<TreeKey> writable) {
    public static final BranchPurpose ANY = new BranchPurpose(Type.EXPERIMENTAL, Collections.emptySortedSet());

    /** What people list branches by; Meerkat treats both alike. */
    public enum Type {
        /** To take in data that goes to another branch. */
        INGEST,
        EXPERIMENTAL
    }

    public BranchPurpose {
        writable = Collections.unmodifiableSortedSet(new TreeSet<>(writable));
    }

    public static BranchPurpose of(Type type, Collection<TreeKey> writable) {
        return new BranchPurpose(type, new TreeSet<>(writable));
    }

    public boolean isPartial() {
        return !writable.isEmpty();
    }
}
