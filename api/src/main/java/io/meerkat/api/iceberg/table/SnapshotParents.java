package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
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
        Long at = id;
        for (Snapshot snapshot = added.get(at); snapshot != null; snapshot = at == null ? null : added.get(at)) {
            at = snapshot.parentId();
        }
        return at;
    }
}
