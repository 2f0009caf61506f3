package io.meerkat.api.management;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges of plain maps: tables by the names that they were made under, each with its name and properties. By the definition
 * alone, item by item; where both sides disagree, one of them is taken.
 */
final class ModelledTables {
    private int stamps;

    /** Two of one stamp are the same metadata. */
    record Table(String name, Map<String, String> properties, int stamp) {
        boolean is(Table other) {
            return stamp == other.stamp;
        }

        Table named(String other) {
            return new Table(other, properties, stamp);
        }
    }

    /** The one that is taken where both disagree. */
    enum Side {
        OURS,
        THEIRS;

        <T> T of(T ours, T theirs) {
            return switch (this) {
                case OURS -> ours;
                case THEIRS -> theirs;
            };
        }

        @Override
        public String toString() {
            return of("ours", "theirs");
        }
    }

    Table made(String name, Map<String, String> properties) {
        return new Table(name, Map.copyOf(properties), stamps++);
    }

    /** The older state as a revert wants it: what differs, and is there still, gets metadata of its own that comes after. */
    Map<String, Table> restored(Map<String, Table> now, Map<String, Table> older, Map<String, Table> ours) {
        var restored = new TreeMap<>(older);
        restored.replaceAll((name, table) -> {
            var is = now.get(name);
            return is == null || is.is(table) || !ours.containsKey(name)
                    ? table
                    : made(table.name(), table.properties());
        });
        return restored;
    }

    Map<String, Table> merged(Map<String, Table> base, Map<String, Table> ours, Map<String, Table> theirs, Side taken) {
        return merged(base, ours, theirs, new Rules(taken, false));
    }

    /** A revert makes nothing anew that is as it should be already. */
    Map<String, Table> reverted(
            Map<String, Table> base, Map<String, Table> ours, Map<String, Table> theirs, Side taken) {
        return merged(base, ours, theirs, new Rules(taken, true));
    }

    private record Rules(Side taken, boolean reverting) {}

    private Map<String, Table> merged(
            Map<String, Table> base, Map<String, Table> ours, Map<String, Table> theirs, Rules rules) {
        var merged = new TreeMap<String, Table>();
        for (String table : keys(base, ours, theirs)) {
            merged(
                            Optional.ofNullable(base.get(table)),
                            Optional.ofNullable(ours.get(table)),
                            Optional.ofNullable(theirs.get(table)),
                            rules)
                    .ifPresent(one -> merged.put(table, one));
        }
        return merged;
    }

    private Optional<Table> merged(Optional<Table> base, Optional<Table> ours, Optional<Table> theirs, Rules rules) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return chosen(base, ours, theirs, rules.taken());
        }
        var name = chosen(base.map(Table::name), ours.map(Table::name), theirs.map(Table::name), rules.taken());
        var metadata = base.map(was -> both(was, ours.get(), theirs.get(), rules))
                .orElseGet(() -> bothHave(ours.get(), theirs.get(), rules.taken()));
        return name.map(metadata::named);
    }

    private Table both(Table base, Table ours, Table theirs, Rules rules) {
        if (theirs.is(base) || theirs.is(ours)) {
            return ours;
        }
        var was = base.properties();
        var left = ours.properties();
        var right = theirs.properties();
        boolean alone = ours.is(base) && !(rules.reverting() && (left.equals(right) || right.equals(was)));
        if (alone || left.equals(was) && !right.equals(was) && !left.equals(right)) {
            return theirs;
        }
        if (left.equals(right) || right.equals(was)) {
            return ours;
        }
        return itemByItem(base, ours, theirs, rules.taken());
    }

    /** A table that came to both by picks, and not from where they parted: what differs is in conflict. */
    private Table bothHave(Table ours, Table theirs, Side taken) {
        return ours.is(theirs) ? ours : whole(ours, theirs, taken);
    }

    private Table itemByItem(Table base, Table ours, Table theirs, Side taken) {
        var was = base.properties();
        var left = ours.properties();
        var right = theirs.properties();
        var merged = new TreeMap<String, String>();
        for (String key : keys(was, left, right)) {
            var before = Optional.ofNullable(was.get(key));
            var here = Optional.ofNullable(left.get(key));
            var there = Optional.ofNullable(right.get(key));
            chosen(before, here, there, taken).ifPresent(value -> merged.put(key, value));
        }
        return made(ours.name(), merged);
    }

    /** A side is taken for the table as a whole. Ours is there; theirs comes after it. */
    private Table whole(Table ours, Table theirs, Side taken) {
        return switch (taken) {
            case OURS -> ours;
            case THEIRS -> made(theirs.name(), theirs.properties());
        };
    }

    private static <T> Optional<T> chosen(Optional<T> base, Optional<T> ours, Optional<T> theirs, Side taken) {
        if (theirs.equals(base) || theirs.equals(ours)) {
            return ours;
        }
        return ours.equals(base) ? theirs : taken.of(ours, theirs);
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
