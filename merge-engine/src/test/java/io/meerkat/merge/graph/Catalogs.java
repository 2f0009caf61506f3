package io.meerkat.merge.graph;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The simplest three-way merge, of maps, which collects the keys that conflict. */
public final class Catalogs implements BasePlan.Merging<Map<String, String>> {
    private final Set<String> conflicts = new LinkedHashSet<>();

    @Override
    public Map<String, String> merge(Map<String, String> base, Map<String, String> ours, Map<String, String> theirs) {
        var keys = new TreeSet<>(base.keySet());
        keys.addAll(ours.keySet());
        keys.addAll(theirs.keySet());
        var merged = new TreeMap<String, String>();
        for (var key : keys) {
            var was = base.get(key);
            var a = ours.get(key);
            var b = theirs.get(key);
            String outcome;
            if (Objects.equals(a, b) || Objects.equals(b, was)) {
                outcome = a;
            } else if (Objects.equals(a, was)) {
                outcome = b;
            } else {
                conflicts.add(key);
                outcome = "conflict of %s with %s".formatted(a, b);
            }
            if (outcome != null) {
                merged.put(key, outcome);
            }
        }
        return merged;
    }

    public Set<String> conflicts() {
        return conflicts;
    }

    /** The map with one more value. */
    public static Map<String, String> with(Map<String, String> map, String key, String value) {
        var changed = new TreeMap<>(map);
        changed.put(key, value);
        return changed;
    }
}
