package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
import java.util.List;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/** A table may be given its UUID when it is created, and keeps it. */
final class TableIdentity {
    private TableIdentity() {}

    static void check(@Nullable TableMetadata base, List<MetadataUpdate> updates) {
        var known = base == null ? null : base.uuid();
        for (MetadataUpdate update : updates) {
            if (update instanceof MetadataUpdate.AssignUUID assign) {
                IcebergError.requireUuid(assign.uuid());
                if (known != null && !known.equalsIgnoreCase(assign.uuid())) {
                    throw IcebergError.badRequest(
                            "The table has the UUID %s and cannot get another, %s".formatted(known, assign.uuid()));
                }
                known = assign.uuid();
            }
        }
    }
}
