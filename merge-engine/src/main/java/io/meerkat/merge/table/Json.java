package io.meerkat.merge.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.PartitionStatisticsFileParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.StatisticsFileParser;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.encryption.EncryptedKey;

/**
 * Parts of table metadata as JSON, with ids of our choosing. The library's own writers cannot give a spec or an order
 * another id, and bind what they read by names.
 */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String SCHEMA_ID = "schema-id";

    private Json() {}

    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    static String text(Writing writing) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static void spec(int id, PartitionSpec spec, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("spec-id", id);
        json.writeFieldName("fields");
        specFields(spec, json);
        json.writeEndObject();
    }

    static void specFields(PartitionSpec spec, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (PartitionField field : spec.fields()) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeStringField("transform", field.transform().toString());
            json.writeNumberField("source-id", field.sourceId());
            json.writeNumberField("field-id", field.fieldId());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void order(int id, SortOrder order, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("order-id", id);
        json.writeArrayFieldStart("fields");
        for (SortField field : order.fields()) {
            json.writeStartObject();
            json.writeStringField("transform", field.transform().toString());
            json.writeNumberField("source-id", field.sourceId());
            json.writeStringField("direction", field.direction().toString().toLowerCase(Locale.ROOT));
            json.writeStringField(
                    "null-order",
                    switch (field.nullOrder()) {
                        case NULLS_FIRST -> "nulls-first";
                        case NULLS_LAST -> "nulls-last";
                    });
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The snapshot with another schema id, if it has one. */
    static String snapshot(Snapshot snapshot, Map<Integer, Integer> schemaIds) {
        var text = SnapshotParser.toJson(snapshot);
        return Optional.ofNullable(snapshot.schemaId())
                .flatMap(id -> Optional.ofNullable(schemaIds.get(id)).filter(other -> !other.equals(id)))
                .map(other -> text(json -> withSchemaId(text, other, json)))
                .orElse(text);
    }

    private static void withSchemaId(String snapshot, int schemaId, JsonGenerator json) throws IOException {
        try (var parser = FACTORY.createParser(snapshot)) {
            parser.nextToken();
            json.writeStartObject();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                json.writeFieldName(name);
                if (name.equals(SCHEMA_ID)) {
                    json.writeNumber(schemaId);
                } else {
                    json.copyCurrentStructure(parser);
                }
            }
            json.writeEndObject();
        }
    }

    static SortedMap<Long, String> statistics(TableMetadata table) {
        return byKey(table.statisticsFiles(), StatisticsFile::snapshotId, StatisticsFileParser::toJson);
    }

    static SortedMap<Long, String> partitionStatistics(TableMetadata table) {
        return byKey(
                table.partitionStatisticsFiles(),
                PartitionStatisticsFile::snapshotId,
                PartitionStatisticsFileParser::toJson);
    }

    static SortedMap<String, String> encryptionKeys(TableMetadata table) {
        return byKey(table.encryptionKeys(), EncryptedKey::keyId, key -> text(json -> encryptionKey(key, json)));
    }

    private static void encryptionKey(EncryptedKey key, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("key-id", key.keyId());
        json.writeBinaryField("encrypted-key-metadata", bytes(key.encryptedKeyMetadata()));
        if (key.encryptedById() != null) {
            json.writeStringField("encrypted-by-id", key.encryptedById());
        }
        if (key.properties() != null && !key.properties().isEmpty()) {
            json.writeObjectFieldStart("properties");
            for (var property : new TreeMap<>(key.properties()).entrySet()) {
                json.writeStringField(property.getKey(), property.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static <T, K> SortedMap<K, String> byKey(List<T> items, Function<T, K> key, Function<T, String> text) {
        var texts = new TreeMap<K, String>();
        items.forEach(item -> texts.put(key.apply(item), text.apply(item)));
        return texts;
    }
}
