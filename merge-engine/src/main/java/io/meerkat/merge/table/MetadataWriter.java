package io.meerkat.merge.table;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotRefParser;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;

/**
 * Writes the merged metadata as JSON and reads it back. The library's builder would read the clock, choose ids, and refuse
 * snapshots with the numbers that they have.
 */
final class MetadataWriter {
    private static final int SEQUENCE_NUMBERS_FROM = 2;
    private static final int ROW_IDS_FROM = 3;
    private static final long NO_SNAPSHOT = -1;

    private final Sides sides;
    private final Draft draft;
    private final Rows rows;
    private final Schemas schemas;
    private final int schemaId;
    private final Logs logs;

    MetadataWriter(Sides sides, Draft draft, long atMillis) {
        this.sides = sides;
        this.draft = draft;
        this.rows = draft.rows();
        this.schemas = new Schemas(sides, rows.snapshots());
        this.schemaId = schemas.idOf(draft.schema());
        this.logs = new Logs(sides, draft, Math.max(atMillis, sides.highest(TableMetadata::lastUpdatedMillis)));
    }

    TableMetadata write() {
        return TableMetadataParser.fromJson(Json.text(this::table));
    }

    private void table(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format-version", draft.formatVersion);
        json.writeStringField("table-uuid", sides.ours().uuid());
        json.writeStringField("location", draft.location());
        numbers(json);
        schemas(json);
        specs(json);
        orders(json);
        strings("properties", draft.properties, json);
        snapshots(json);
        raw("statistics", draft.statistics, json);
        raw("partition-statistics", draft.partitionStatistics, json);
        raw("encryption-keys", draft.encryptionKeys, json);
        logs.write(json);
        json.writeEndObject();
    }

    private void numbers(JsonGenerator json) throws IOException {
        if (draft.formatVersion >= SEQUENCE_NUMBERS_FROM) {
            json.writeNumberField("last-sequence-number", sides.highest(TableMetadata::lastSequenceNumber));
        }
        if (draft.formatVersion >= ROW_IDS_FROM) {
            json.writeNumberField("next-row-id", sides.highest(TableMetadata::nextRowId));
        }
        json.writeNumberField("last-updated-ms", logs.updatedMillis());
        json.writeNumberField("last-column-id", sides.highest(TableMetadata::lastColumnId));
        json.writeNumberField("last-partition-id", sides.highest(TableMetadata::lastAssignedPartitionId));
    }

    private void schemas(JsonGenerator json) throws IOException {
        json.writeNumberField("current-schema-id", schemaId);
        json.writeArrayFieldStart("schemas");
        for (Schema schema : schemas.all()) {
            SchemaParser.toJson(schema, json);
        }
        json.writeEndArray();
    }

    private void specs(JsonGenerator json) throws IOException {
        json.writeNumberField("default-spec-id", draft.specs().defaultId());
        json.writeArrayFieldStart("partition-specs");
        for (Map.Entry<Integer, PartitionSpec> spec : draft.specs().items().entrySet()) {
            Json.spec(spec.getKey(), spec.getValue(), json);
        }
        json.writeEndArray();
    }

    private void orders(JsonGenerator json) throws IOException {
        json.writeNumberField("default-sort-order-id", draft.orders().defaultId());
        json.writeArrayFieldStart("sort-orders");
        for (Map.Entry<Integer, SortOrder> order : draft.orders().items().entrySet()) {
            Json.order(order.getKey(), order.getValue(), json);
        }
        json.writeEndArray();
    }

    private void snapshots(JsonGenerator json) throws IOException {
        json.writeNumberField(
                "current-snapshot-id",
                Optional.ofNullable(rows.refs().get(SnapshotRef.MAIN_BRANCH))
                        .map(SnapshotRef::snapshotId)
                        .orElse(NO_SNAPSHOT));
        json.writeObjectFieldStart("refs");
        for (Map.Entry<String, SnapshotRef> ref : rows.refs().entrySet()) {
            json.writeFieldName(ref.getKey());
            SnapshotRefParser.toJson(ref.getValue(), json);
        }
        json.writeEndObject();
        var texts = new ArrayList<String>();
        for (Snapshot snapshot : rows.snapshots()) {
            boolean isOurs = sides.ours().snapshot(snapshot.snapshotId()) != null;
            texts.add(Json.snapshot(snapshot, isOurs ? Map.of() : schemas.ofTheirs()));
        }
        raw("snapshots", texts, json);
    }

    private static void raw(String name, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeRawValue(text);
        }
        json.writeEndArray();
    }

    private static void strings(String name, Map<String, String> strings, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : new TreeMap<>(strings).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
