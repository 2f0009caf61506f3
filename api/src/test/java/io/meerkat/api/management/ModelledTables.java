package io.meerkat.api.management;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges of plain maps, tables by name, each with properties: by the definition alone, item by item; where both sides
 * disagree, theirs is taken.
 */
final class ModelledTables {
    private int stamps;

    /** Two of one stamp are the same metadata. */
    record Table(Map<String, String> properties, int stamp) {
        boolean is(Table other) {
            return stamp == other.stamp;
        }
    }

    Table made(Map<String, String> properties) {
        return new Table(Map.copyOf(properties), stamps++);
    }

    /** The older state as a revert wants it: what differs, and is there still, gets metadata of its own that comes after. */
    Map<String, Table> restored(Map<String, Table> now, Map<String, Table> older, Map<String, Table> ours) {
        var restored = new TreeMap<>(older);
        restored.replaceAll((name, table) -> {
            var is = now.get(name);
            return is == null || is.is(table) || !ours.containsKey(name) ? table : made(table.properties());
        });
        return restored;
    }

    Map<String, Table> merged(Map<String, Table> base, Map<String, Table> left, Map<String, Table> right) {
        return merged(base, left, right, false);
    }

    /** A revert makes nothing anew that is as it should be already. */
    Map<String, Table> reverted(Map<String, Table> base, Map<String, Table> left, Map<String, Table> right) {
        return merged(base, left, right, true);
    }

    private Map<String, Table> merged(
            Map<String, Table> base, Map<String, Table> left, Map<String, Table> right, boolean reverting) {
        var merged = new TreeMap<String, Table>();
        for (String table : keys(base, left, right)) {
            merged(
                            Optional.ofNullable(base.get(table)),
                            Optional.ofNullable(left.get(table)),
                            Optional.ofNullable(right.get(table)),
                            reverting)
                    .ifPresent(one -> merged.put(table, one));
        }
        return merged;
    }

    private Optional<Table> merged(
            Optional<Table> base, Optional<Table> ours, Optional<Table> theirs, boolean reverting) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return chosen(base, ours, theirs);
        }
        if (base.isEmpty()) {
            return Optional.of(bothHave(ours.get(), theirs.get()));
        }
        return Optional.of(both(base.get(), ours.get(), theirs.get(), reverting));
    }

    private Table both(Table base, Table ours, Table theirs, boolean reverting) {
        if (theirs.is(base) || theirs.is(ours)) {
            return ours;
        }
        var was = base.properties();
        var left = ours.properties();
        var right = theirs.properties();
        boolean alone = ours.is(base) && !(reverting && (left.equals(right) || right.equals(was)));
        if (alone || left.equals(was) && !right.equals(was) && !left.equals(right)) {
            return theirs;
        }
        if (left.equals(right) || right.equals(was)) {
            return ours;
        }
        return itemByItem(was, left, right);
    }

    /** A table that came to both by picks, and not from where they parted: what differs is in conflict. */
    private Table bothHave(Table ours, Table theirs) {
        return ours.is(theirs) ? ours : made(theirs.properties());
    }

    private Table itemByItem(Map<String, String> was, Map<String, String> left, Map<String, String> right) {
        var merged = new TreeMap<String, String>();
        for (String key : keys(was, left, right)) {
            var before = Optional.ofNullable(was.get(key));
            var here = Optional.ofNullable(left.get(key));
            var there = Optional.ofNullable(right.get(key));
            if (!here.equals(there) && !here.equals(before) && !there.equals(before)) {
                // Theirs is taken for the table as a whole where anything in it is in conflict.
                return made(right);
            }
            chosen(before, here, there).ifPresent(value -> merged.put(key, value));
        }
        return made(merged);
    }

    private static <T> Optional<T> chosen(Optional<T> base, Optional<T> ours, Optional<T> theirs) {
        return theirs.equals(base) ? ours : theirs;
    }

    @SafeVarargs
    private static <T> Set<String> keys(Map<String, T>... maps) {
        var keys = new TreeSet<String>();
        for (Map<String, T> map : maps) {
            keys.addAll(map.keySet());
        }
        return keys;
    }
}
