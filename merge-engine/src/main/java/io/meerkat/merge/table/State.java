package io.meerkat.merge.table;

import java.util.List;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Types;

/** All of a table but where and when its metadata was written. Equal for two that need no merge. */
record State(List<Object> parts) {
    /** What a schema is; the library's class compares by identity. */
    private record SchemaState(int id, Types.StructType columns, Set<Integer> identifiers) {
        static SchemaState of(Schema schema) {
            return new SchemaState(schema.schemaId(), schema.asStruct(), schema.identifierFieldIds());
        }
    }

    static State of(TableMetadata table) {
        return new State(List.of(
                table.formatVersion(),
                table.uuid(),
                table.location(),
                table.properties(),
                List.of(
                        table.lastColumnId(),
                        table.lastAssignedPartitionId(),
                        table.lastSequenceNumber(),
                        table.nextRowId()),
                table.schemas().stream().map(SchemaState::of).toList(),
                List.of(table.currentSchemaId(), table.defaultSpecId(), table.defaultSortOrderId()),
                table.specs(),
                table.sortOrders(),
                table.snapshots(),
                table.refs(),
                table.snapshotLog(),
                Json.statistics(table),
                Json.partitionStatistics(table),
                Json.encryptionKeys(table)));
    }
}
