package io.meerkat.merge.catalog;

import io.meerkat.model.ContentId;
import io.meerkat.model.NamespacePath;

/** What something lies in. Two sides mean the same container by equal values, however it is called on each of them. */
sealed interface Container {
    /** The catalog itself. */
    record Top() implements Container {}

    /** A namespace that neither side touched: all three trees have it, under this path. */
    record Untouched(NamespacePath path) implements Container {}

    /** A namespace that a side made, changed, renamed or dropped. */
    record Touched(ContentId id) implements Container {}
}
