package io.meerkat.s3;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All objects, in the order of their names; a name is the bucket's, a slash, and the key. */
final class Objects {
    private final ConcurrentNavigableMap<String, StoredObject> byName = new ConcurrentSkipListMap<>();

    /** A page of a list: objects, beginnings of names that stand for all objects below, and whether there is more. */
    record Page(SortedMap<String, Optional<StoredObject>> entries, boolean more) {}

    void put(String name, StoredObject object) {
        Optional.ofNullable(byName.put(name, object))
                .ifPresent(before -> before.content().forget());
    }

    boolean putIfAbsent(String name, StoredObject object) {
        return byName.putIfAbsent(name, object) == null;
    }

    Optional<StoredObject> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    void delete(String name) {
        Optional.ofNullable(byName.remove(name))
                .ifPresent(before -> before.content().forget());
    }

    SortedSet<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /** With a delimiter, names that hold it behind the prefix are shown once, up to there. */
    Page list(String prefix, String delimiter, String after, int most) {
        var start = after.compareTo(prefix) < 0 ? byName.tailMap(prefix, true) : byName.tailMap(after, false);
        var found = new TreeMap<String, Optional<StoredObject>>();
        for (var entry : start.entrySet()) {
            String name = entry.getKey();
            if (!name.startsWith(prefix)) {
                break;
            }
            int end = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
            String shown = end < 0 ? name : name.substring(0, end + delimiter.length());
            if (shown.equals(after) || found.containsKey(shown)) {
                continue;
            }
            if (found.size() == most) {
                return new Page(found, true);
            }
            found.put(shown, end < 0 ? Optional.of(entry.getValue()) : Optional.empty());
        }
        return new Page(found, false);
    }
}
