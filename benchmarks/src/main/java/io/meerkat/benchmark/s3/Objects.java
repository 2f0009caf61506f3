package io.meerkat.benchmark.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** All objects, in the order of their names; a name is the bucket's, a slash, and the key. */
final class Objects {
    private final ConcurrentNavigableMap<String, StoredObject> byName = new ConcurrentSkipListMap<>();

    /** A page of a list, and whether there is more. */
    record Page(List<Map.Entry<String, StoredObject>> entries, boolean more) {}

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

    Page list(String prefix, String after, int most) {
        var start = after.compareTo(prefix) < 0 ? byName.tailMap(prefix, true) : byName.tailMap(after, false);
        var found = start.entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .limit(most + 1L)
                .collect(Collectors.toList());
        var more = found.size() > most;
        return new Page(more ? found.subList(0, most) : found, more);
    }
}
