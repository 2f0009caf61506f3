package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that a request adds and moves a ref to must sit on that ref's head, whatever the request asserts: following
 * parents through snapshots added in the same request, the first one outside must be where the ref stands then. Without
 * this, version 1 tables lose a concurrent append, and two first inserts into an empty table keep only the second.
 * Snapshots that no ref is moved to are free, and so is the first snapshot of a new ref.
 */
final class SnapshotParents {
    private final Map<Long, Snapshot> added = new HashMap<>();

    /** Where refs stand, not counting moves to snapshots that the request itself adds. */
    private final Map<String, Long> heads = new HashMap<>();

    private final Set<String> removed = new HashSet<>();

    private SnapshotParents(@Nullable TableMetadata base) {
        if (base != null) {
            base.refs().forEach((name, ref) -> heads.put(name, ref.snapshotId()));
        }
    }

    static void check(@Nullable TableMetadata base, List<MetadataUpdate> updates) {
        var state = new SnapshotParents(base);
        for (MetadataUpdate update : updates) {
            switch (update) {
                case MetadataUpdate.AddSnapshot add ->
                    state.added.put(add.snapshot().snapshotId(), add.snapshot());
                case MetadataUpdate.RemoveSnapshotRef remove -> {
                    if (state.heads.remove(remove.name()) != null) {
                        state.removed.add(remove.name());
                    }
                }
                case MetadataUpdate.SetSnapshotRef set -> state.move(set);
                default -> {}
            }
        }
        requireAcyclic(base == null ? List.of() : base.snapshots(), state.added.values());
    }

    private void move(MetadataUpdate.SetSnapshotRef set) {
        if (!added.containsKey(set.snapshotId())) {
            heads.put(set.name(), set.snapshotId());
            return;
        }
        var head = heads.get(set.name());
        boolean fresh = head == null && !removed.contains(set.name());
        if (fresh && !set.name().equals(SnapshotRef.MAIN_BRANCH)) {
            return;
        }
        var parent = parentOutside(set.snapshotId());
        if (!Objects.equals(parent, head)) {
            throw IcebergError.commitFailed("Requirement failed: branch %s has changed: expected id %s != %s"
                    .formatted(set.name(), parent, head));
        }
    }

    private @Nullable Long parentOutside(long id) {
        var seen = new HashSet<Long>();
        Long at = id;
        for (Snapshot snapshot = added.get(at); snapshot != null; snapshot = at == null ? null : added.get(at)) {
            requireNew(at, seen);
            at = snapshot.parentId();
        }
        return at;
    }

    private static void requireNew(Long snapshot, Set<Long> seen) {
        if (!seen.add(snapshot)) {
            throw IcebergError.badRequest("The snapshot %d is its own ancestor".formatted(snapshot));
        }
    }

    /**
     * Refuses snapshots that are their own ancestors: readers of their history would never end.
     *
     * @param known snapshots that were looked at before
     */
    static void requireAcyclic(Collection<Snapshot> known, Collection<Snapshot> added) {
        var fresh = new HashMap<Long, Snapshot>();
        added.forEach(snapshot -> fresh.put(snapshot.snapshotId(), snapshot));
        if (fresh.isEmpty()) {
            return;
        }
        // Unless an old one has a new one for its parent, no way leads from the old ones to the new.
        boolean mayLeadBack =
                known.stream().map(Snapshot::parentId).filter(Objects::nonNull).anyMatch(fresh::containsKey);
        var byId = new HashMap<Long, Snapshot>(fresh);
        if (mayLeadBack) {
            known.forEach(snapshot -> byId.put(snapshot.snapshotId(), snapshot));
        }
        var ended = new HashSet<Long>();
        for (Long start : fresh.keySet()) {
            var way = new HashSet<Long>();
            Long at = start;
            while (at != null && byId.containsKey(at) && !ended.contains(at)) {
                requireNew(at, way);
                at = byId.get(at).parentId();
            }
            ended.addAll(way);
        }
    }
}
