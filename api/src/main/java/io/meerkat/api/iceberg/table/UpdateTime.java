package io.meerkat.api.iceberg.table;

import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * When a table was updated. Iceberg takes that from the machine's clock, and builds nothing whose time is more than a
 * minute before the table's last. Then it is the table's last: a clock that was set back must not keep anybody from
 * writing. The times of snapshots are their writers', and stay.
 */
final class UpdateTime {
    private static final long BEHIND_MILLIS_MAX = 60_000;

    private UpdateTime() {}

    /** To be called before anything is updated. */
    static void choose(TableMetadata.Builder builder, @Nullable TableMetadata base) {
        if (base != null && System.currentTimeMillis() <= base.lastUpdatedMillis() - BEHIND_MILLIS_MAX) {
            // With no location, all that this sets is the time, to that of the base.
            builder.withMetadataLocation(null);
        }
    }
}
