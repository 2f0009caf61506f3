package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.NumberProperties;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.encryption.EncryptedKey;
import org.jspecify.annotations.Nullable;

/**
 * What readers of a table rely on and Iceberg's own parser does not look at: that what the metadata points to is there,
 * and that no number is below those of the specification.
 */
final class WholeTable {
    private static final long COUNTER_MAX = 1L << 60;

    private WholeTable() {}

    /**
     * @param base what the table was before, looked at then
     * @throws IcebergError 400 for a table that could be stored and not be used
     */
    static void require(@Nullable TableMetadata base, TableMetadata table) {
        TableUpdate.requireKnown(table.formatVersion());
        requireNumber("last-column-id", table.lastColumnId());
        requireNumber("last-partition-id", table.lastAssignedPartitionId());
        requireCounter("last-sequence-number", table.lastSequenceNumber());
        requireCounter("next-row-id", table.nextRowId());
        requireNumber("last-updated-ms", table.lastUpdatedMillis());
        requireThere(
                "current-schema-id",
                table.currentSchemaId(),
                table.schemasById().get(table.currentSchemaId()));
        requireThere("default-spec-id", table.defaultSpecId(), table.specsById().get(table.defaultSpecId()));
        requireThere(
                "default-sort-order-id",
                table.defaultSortOrderId(),
                table.sortOrdersById().get(table.defaultSortOrderId()));
        added(table.schemas(), base == null ? List.of() : base.schemas()).forEach(WholeSchema::require);
        added(table.specs(), base == null ? List.of() : base.specs()).forEach(WholeSchema::require);
        added(table.sortOrders(), base == null ? List.of() : base.sortOrders()).forEach(WholeSchema::require);
        requireOnce(
                "encryption-keys",
                table.encryptionKeys().stream().map(EncryptedKey::keyId).toList());
        NumberProperties.require(table.properties());
        requireRefs(table);
        if (base == null) {
            SnapshotParents.requireAcyclic(List.of(), table.snapshots());
        }
    }

    /** What Iceberg takes over from a base it takes over as the same object. */
    private static <T> Stream<T> added(List<T> all, List<T> known) {
        var before = Collections.newSetFromMap(new IdentityHashMap<T, Boolean>());
        before.addAll(known);
        return all.stream().filter(one -> !before.contains(one));
    }

    private static void requireOnce(String name, List<String> ids) {
        var seen = new HashSet<String>();
        for (String id : ids) {
            if (!seen.add(id)) {
                throw IcebergError.badRequest("%s holds '%s' twice".formatted(name, id));
            }
        }
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

    /** Counts up with each commit, and must never end. */
    private static void requireCounter(String name, long value) {
        requireNumber(name, value);
        if (value > COUNTER_MAX) {
            throw IcebergError.badRequest("%s must not be above %d: %d".formatted(name, COUNTER_MAX, value));
        }
    }

    static void requireNumber(String name, long value) {
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
