package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
import java.util.List;
import java.util.UUID;
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
                requireUuid(assign.uuid());
                if (known != null && !known.equalsIgnoreCase(assign.uuid())) {
                    throw IcebergError.badRequest(
                            "The table has the UUID %s and cannot get another, %s".formatted(known, assign.uuid()));
                }
                known = assign.uuid();
            }
        }
    }

    /** In the form with four hyphens; the JDK reads others, too. */
    static void requireUuid(String text) {
        try {
            if (UUID.fromString(text).toString().equalsIgnoreCase(text)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for what is read and is another form.
        }
        throw IcebergError.badRequest("not a UUID: '%s'".formatted(text));
    }
}
