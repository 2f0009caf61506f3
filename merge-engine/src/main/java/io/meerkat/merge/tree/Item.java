package io.meerkat.merge.tree;

import io.meerkat.model.Canonical;
import io.meerkat.model.TreeKey;

/** What a node is made of: rows in a leaf, children in every node above. */
public sealed interface Item permits Row, Child {
    /** The row's own key; the last key below a child. */
    TreeKey key();

    /** How many rows it stands for. */
    long count();

    /** How many bytes {@link #write} writes. */
    int size();

    void write(Canonical out);

    static int varintSize(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value);
        return Math.max(1, (bits + 6) / 7);
    }
}
