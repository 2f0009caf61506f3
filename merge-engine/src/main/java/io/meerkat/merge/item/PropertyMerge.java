package io.meerkat.merge.item;

import io.meerkat.merge.item.Item.Settled;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Merges properties key by key. */
public final class PropertyMerge {
    private PropertyMerge() {}

    /** The merged properties; of a key in conflict, none. */
    public static SortedMap<String, String> merge(ThreeWay<Map<String, String>> properties, Judge judge) {
        var keys = new TreeSet<String>();
        properties.map(Map::keySet).map(keys::addAll);
        var merged = new TreeMap<String, String>();
        for (String key : keys) {
            var item = new Item<>(
                    new ConflictKey(ConflictCode.PROPERTY_SAME_KEY, key),
                    "the property " + key,
                    properties.flatMap(map -> Optional.ofNullable(map.get(key))),
                    Function.identity());
            if (item.settle(judge, Function.identity()) instanceof Settled.At<String>(var value)) {
                value.ifPresent(text -> merged.put(key, text));
            }
        }
        return merged;
    }
}
