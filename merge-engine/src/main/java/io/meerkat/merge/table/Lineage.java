package io.meerkat.merge.table;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;

/** Which snapshot comes from which. */
final class Lineage {
    private final Map<Long, Optional<Long>> parents = new HashMap<>();

    Lineage(Stream<Snapshot> snapshots) {
        snapshots.forEach(
                snapshot -> parents.putIfAbsent(snapshot.snapshotId(), Optional.ofNullable(snapshot.parentId())));
    }

    /** The snapshot and all before it, newest first, as far as they are known. */
    Set<Long> of(long snapshot) {
        var line = new LinkedHashSet<Long>();
        var next = Optional.of(snapshot);
        while (next.isPresent() && parents.containsKey(next.get()) && line.add(next.get())) {
            next = parents.get(next.get());
        }
        return line;
    }

    boolean descends(long snapshot, long from) {
        return of(snapshot).contains(from);
    }

    /** The snapshot that had no parent, if the line is known down to it. */
    Optional<Long> root(long snapshot) {
        return of(snapshot).stream()
                .filter(id -> parents.getOrDefault(id, Optional.of(id)).isEmpty())
                .findFirst();
    }
}
