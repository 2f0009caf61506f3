package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Types.NestedField;

/** What a merge should come to, by plain maps and nothing of the merge's own. */
final class Oracle {
    private Oracle() {}

    /** The merge of two maps over a base, and the keys that both sides changed differently. */
    record Maps<K extends Comparable<K>, V>(Map<K, V> merged, Set<K> conflicts) {
        static <K extends Comparable<K>, V> Maps<K, V> merge(Map<K, V> base, Map<K, V> ours, Map<K, V> theirs) {
            var merged = new TreeMap<K, V>();
            var conflicts = new TreeSet<K>();
            var keys = new HashSet<>(base.keySet());
            keys.addAll(ours.keySet());
            keys.addAll(theirs.keySet());
            for (K key : keys) {
                var before = base.get(key);
                var here = ours.get(key);
                var there = theirs.get(key);
                if (!Objects.equals(here, there) && !Objects.equals(before, here) && !Objects.equals(before, there)) {
                    conflicts.add(key);
                    continue;
                }
                var value = Objects.equals(before, here) ? there : here;
                if (value != null) {
                    merged.put(key, value);
                }
            }
            return new Maps<>(merged, conflicts);
        }
    }

    /** Some attribute of each column by its id. */
    static <T> Map<Integer, T> attribute(TableMetadata table, Function<NestedField, T> attribute) {
        var values = new TreeMap<Integer, T>();
        for (int id : Columns.of(table.schema()).ids()) {
            Optional.ofNullable(attribute.apply(table.schema().findField(id)))
                    .ifPresent(value -> values.put(id, value));
        }
        return values;
    }

    static <T> Maps<Integer, T> attribute(
            TableMetadata base, TableMetadata ours, TableMetadata theirs, Function<NestedField, T> attribute) {
        return Maps.merge(attribute(base, attribute), attribute(ours, attribute), attribute(theirs, attribute));
    }

    /** The ids of columns in conflicts of a code, which end their paths. */
    static Set<Integer> ids(Iterable<Conflict> conflicts, ConflictCode code) {
        var ids = new TreeSet<Integer>();
        for (var conflict : conflicts) {
            if (conflict.code() == code) {
                ids.add(Integer.parseInt(
                        conflict.path().substring(conflict.path().lastIndexOf('#') + 1)));
            }
        }
        return ids;
    }
}
