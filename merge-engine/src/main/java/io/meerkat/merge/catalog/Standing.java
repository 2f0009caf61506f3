package io.meerkat.merge.catalog;

import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;

/** An object in one of the three trees: its key there, what place that is, and its entry. */
record Standing(TreeKey key, Place place, Entry entry) {
    boolean hasContentOf(Standing other) {
        return entry.content().equals(other.entry.content()) && entry.kind() == other.entry.kind();
    }
}
