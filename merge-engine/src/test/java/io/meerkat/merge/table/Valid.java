package io.meerkat.merge.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.Partitioning;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.types.Types;

/** What every merged table has to fulfil, whatever was merged. */
final class Valid {
    private Valid() {}

    static void require(TableMetadata merged, TableMetadata ours, TableMetadata base, TableMetadata theirs) {
        var json = TableMetadataParser.toJson(merged);
        assertThat(TableMetadataParser.toJson(TableMetadataParser.fromJson(json)))
                .isEqualTo(json);
        for (var each : List.of(base, ours, theirs)) {
            assertThat(merged.lastColumnId()).isGreaterThanOrEqualTo(each.lastColumnId());
            assertThat(merged.lastAssignedPartitionId()).isGreaterThanOrEqualTo(each.lastAssignedPartitionId());
            assertThat(merged.nextRowId()).isGreaterThanOrEqualTo(each.nextRowId());
            assertThat(merged.lastSequenceNumber()).isGreaterThanOrEqualTo(each.lastSequenceNumber());
            assertThat(merged.formatVersion()).isGreaterThanOrEqualTo(each.formatVersion());
        }
        Schema.checkCompatibility(merged.schema(), merged.formatVersion());
        assertThat(merged.schemasById()).hasSameSizeAs(merged.schemas()).containsKey(merged.currentSchemaId());
        assertThat(merged.specsById()).hasSameSizeAs(merged.specs()).containsKey(merged.defaultSpecId());
        assertThat(merged.sortOrdersById()).hasSameSizeAs(merged.sortOrders()).containsKey(merged.defaultSortOrderId());
        assertThat(merged.spec().fields()).allMatch(field -> merged.schema().findField(field.sourceId()) != null);
        assertThat(merged.sortOrder().fields())
                .allMatch(field -> merged.schema().findField(field.sourceId()) != null);
        assertThat(merged.snapshots()).extracting(Snapshot::snapshotId).doesNotHaveDuplicates();
        assertThat(merged.snapshots())
                .allMatch(snapshot -> merged.schemasById().containsKey(snapshot.schemaId()))
                .allMatch(snapshot -> Tables.schema(merged, snapshot.schemaId())
                        .sameSchema(writtenWith(snapshot.snapshotId(), ours, theirs)));
        if (merged.currentSnapshot() != null) {
            assertThat(merged.snapshotLog().getLast().snapshotId())
                    .isEqualTo(merged.currentSnapshot().snapshotId());
        }
        requireSchemaIdsOfOurs(merged, ours, theirs);
        requireGoesOn(merged);
    }

    private static Schema writtenWith(long snapshotId, TableMetadata ours, TableMetadata theirs) {
        var side = ours.snapshot(snapshotId) != null ? ours : theirs;
        return Tables.schema(side, side.snapshot(snapshotId).schemaId());
    }

    /** A client that goes by a schema of ours must not find another one under its id. */
    private static void requireSchemaIdsOfOurs(TableMetadata merged, TableMetadata ours, TableMetadata theirs) {
        if (!new State(List.of(merged.schemasById().keySet()))
                .equals(new State(List.of(theirs.schemasById().keySet())))) {
            ours.schemas()
                    .forEach(schema -> assertThat(
                                    Tables.schema(merged, schema.schemaId()).sameSchema(schema))
                            .isTrue());
        }
    }

    /** Iceberg can go on from there. */
    private static void requireGoesOn(TableMetadata merged) {
        var grown = Tables.columns(merged, edit -> edit.addColumn("further", Types.StringType.get()));
        assertThat(grown.schema().findField("further").fieldId()).isEqualTo(merged.lastColumnId() + 1);
        var more = Tables.appended(grown, 99, SnapshotRef.MAIN_BRANCH, Map.of());
        assertThat(more.currentSnapshot().snapshotId()).isEqualTo(99);
        if (merged.formatVersion() > 1) {
            Tables.edited(merged, table -> {
                var struct = Partitioning.partitionType(table);
                assertThat(new Schema(struct.fields()).columns()).hasSameSizeAs(struct.fields());
            });
        }
    }
}
