package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
import java.util.Set;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/** What the specification asks of a snapshot and Iceberg does not look at. */
final class NewSnapshots {
    private static final Set<String> OPERATIONS =
            Set.of(DataOperations.APPEND, DataOperations.REPLACE, DataOperations.OVERWRITE, DataOperations.DELETE);

    private NewSnapshots() {}

    static void check(@Nullable TableMetadata base, MetadataUpdate update) {
        if (update instanceof MetadataUpdate.AddSnapshot added) {
            check(base == null || base.formatVersion() > 1, added.snapshot());
        }
    }

    private static void check(boolean needsList, Snapshot snapshot) {
        if (snapshot.manifestListLocation() == null && needsList) {
            throw IcebergError.badRequest("The snapshot %d has no manifest-list, which format version 2 needs"
                    .formatted(snapshot.snapshotId()));
        }
        if (snapshot.operation() != null && !OPERATIONS.contains(snapshot.operation())) {
            throw IcebergError.badRequest("The snapshot %d has the operation '%s': there are %s"
                    .formatted(
                            snapshot.snapshotId(),
                            snapshot.operation(),
                            OPERATIONS.stream().sorted().toList()));
        }
    }
}
