package io.meerkat.merge.tree;

import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import java.util.Optional;

/** A key whose entry is not the same in two trees. */
public record Difference(TreeKey key, Optional<Entry> before, Optional<Entry> after) {
    static Difference removed(Row row) {
        return new Difference(row.key(), Optional.of(row.entry()), Optional.empty());
    }

    static Difference added(Row row) {
        return new Difference(row.key(), Optional.empty(), Optional.of(row.entry()));
    }

    static Difference changed(Row before, Row after) {
        return new Difference(before.key(), Optional.of(before.entry()), Optional.of(after.entry()));
    }
}
