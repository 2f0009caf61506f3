package io.meerkat.storage.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Things at paths, found by a path that overlaps theirs: the same, one above or one below. */
public final class ByPath<T> {
    /** What follows the slash in the order of characters: all that is below a path lies between the two. */
    private static final String BEHIND_SLASH = "0";

    private final NavigableMap<String, List<T>> all = new TreeMap<>();

    public void add(String path, T thing) {
        all.computeIfAbsent(path, at -> new ArrayList<>()).add(thing);
    }

    public Stream<T> overlapping(String path) {
        var below = all.subMap(path + "/", true, path + BEHIND_SLASH, false).values();
        return Stream.concat(above(path), below.stream()).flatMap(List::stream);
    }

    private Stream<List<T>> above(String path) {
        var found = new ArrayList<List<T>>();
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            var there = all.get(path.substring(0, end));
            if (there != null) {
                found.add(there);
            }
        }
        return found.stream();
    }
}
