package io.meerkat.merge.catalog;

import io.meerkat.merge.tree.Difference;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What each side changed since the base, by key: of ours, all that can meet what theirs did. Nothing else of the three trees is known here. */
record Deltas(NavigableMap<TreeKey, Difference> ours, NavigableMap<TreeKey, Difference> theirs) {
    /** Of what a side changed, that at the keys which the other one changed. */
    static NavigableMap<TreeKey, Difference> within(NavigableMap<TreeKey, Difference> others, Tree side) {
        var byKey = new TreeMap<TreeKey, Difference>();
        side.announce(others.keySet());
        others.forEach((key, other) -> {
            var after = side.get(key);
            if (!after.equals(other.before())) {
                byKey.put(key, new Difference(key, other.before(), after));
            }
        });
        return Collections.unmodifiableNavigableMap(byKey);
    }

    static NavigableMap<TreeKey, Difference> byKey(Tree base, Tree side) {
        var byKey = new TreeMap<TreeKey, Difference>();
        base.announceDifferences(side);
        base.diff(side).forEach(difference -> byKey.put(difference.key(), difference));
        return Collections.unmodifiableNavigableMap(byKey);
    }

    Collection<Difference> of(Side side) {
        return on(side).values();
    }

    private NavigableMap<TreeKey, Difference> on(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    boolean touches(TreeKey key) {
        return ours.containsKey(key) || theirs.containsKey(key);
    }

    boolean changes(Side side, TreeKey key) {
        return on(side).containsKey(key);
    }

    /** What base has at a touched key. */
    Optional<Entry> base(TreeKey key) {
        return Optional.ofNullable(ours.getOrDefault(key, theirs.get(key))).flatMap(Difference::before);
    }

    /** What a side has at a touched key. */
    Optional<Entry> at(Side side, TreeKey key) {
        var change = on(side).get(key);
        return change == null ? base(key) : change.after();
    }
}
