package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What readers of a table rely on and Iceberg's own parser does not look at: that what the metadata points to is there,
 * and that no number is below those of the specification.
 */
final class WholeTable {
    private WholeTable() {}

    /** @throws IcebergError 400 for a table that could be stored and not be used */
    static void require(TableMetadata table) {
        if (table.formatVersion() < 1 || table.formatVersion() > TableUpdate.FORMAT_VERSION_MAX) {
            throw IcebergError.badRequest("Format version %d is not supported: there are 1 to %d"
                    .formatted(table.formatVersion(), TableUpdate.FORMAT_VERSION_MAX));
        }
        requireNumber("last-column-id", table.lastColumnId());
        requireNumber("last-partition-id", table.lastAssignedPartitionId());
        requireNumber("last-sequence-number", table.lastSequenceNumber());
        requireNumber("next-row-id", table.nextRowId());
        requireThere(
                "current-schema-id",
                table.currentSchemaId(),
                table.schemasById().get(table.currentSchemaId()));
        requireThere("default-spec-id", table.defaultSpecId(), table.specsById().get(table.defaultSpecId()));
        requireThere(
                "default-sort-order-id",
                table.defaultSortOrderId(),
                table.sortOrdersById().get(table.defaultSortOrderId()));
        table.schemas().stream().mapToInt(Schema::schemaId).forEach(id -> requireNumber("schema-id", id));
        table.specs().stream().mapToInt(PartitionSpec::specId).forEach(id -> requireNumber("spec-id", id));
        table.sortOrders().stream().mapToInt(SortOrder::orderId).forEach(id -> requireNumber("order-id", id));
        requireRefs(table);
    }

    private static void requireRefs(TableMetadata table) {
        table.refs().forEach((name, ref) -> {
            if (table.snapshot(ref.snapshotId()) == null) {
                throw IcebergError.badRequest(
                        "The ref '%s' points to the snapshot %d, which is not there".formatted(name, ref.snapshotId()));
            }
        });
        var main = Optional.ofNullable(table.ref(SnapshotRef.MAIN_BRANCH)).map(SnapshotRef::snapshotId);
        var current = Optional.ofNullable(table.currentSnapshot()).map(snapshot -> snapshot.snapshotId());
        if (!main.equals(current)) {
            throw IcebergError.badRequest("current-snapshot-id is %s, but the ref '%s' points to %s"
                    .formatted(shown(current), SnapshotRef.MAIN_BRANCH, shown(main)));
        }
    }

    private static String shown(Optional<Long> snapshot) {
        return snapshot.map(String::valueOf).orElse("none");
    }

    private static void requireNumber(String name, long value) {
        if (value < 0) {
            throw IcebergError.badRequest("%s must not be below 0: %d".formatted(name, value));
        }
    }

    private static void requireThere(String name, int id, @Nullable Object named) {
        if (named == null) {
            throw IcebergError.badRequest("%s is %d, which is not there".formatted(name, id));
        }
    }
}
