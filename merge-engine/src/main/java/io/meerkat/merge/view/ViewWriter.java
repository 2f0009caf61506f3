package io.meerkat.merge.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.meerkat.merge.item.ThreeWay;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.view.ImmutableViewVersion;
import org.apache.iceberg.view.ViewHistoryEntry;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;
import org.apache.iceberg.view.ViewVersion;
import org.apache.iceberg.view.ViewVersionParser;

/**
 * Writes a merged view as JSON and reads it back. A query that ours has not becomes a version of its own; the library's
 * builder would refuse one that lacks a dialect.
 */
final class ViewWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final ThreeWay<ViewMetadata> views;
    private final ViewMetadata ours;
    private final List<ViewVersion> versions;
    private final List<Schema> schemas;
    private final long atMillis;

    ViewWriter(ThreeWay<ViewMetadata> views, long atMillis) {
        this.views = views;
        this.ours = views.ours().orElseThrow();
        this.versions = new ArrayList<>(ours.versions());
        this.schemas = new ArrayList<>(ours.schemas());
        long last = ours.history().stream()
                .mapToLong(ViewHistoryEntry::timestampMillis)
                .max()
                .orElse(atMillis);
        this.atMillis = Math.max(atMillis, last);
    }

    ViewMetadata write(Query query, SortedMap<String, String> properties, String location) {
        boolean kept = query.equals(Query.of(ours));
        int current = kept ? ours.currentVersionId() : added(query);
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            write(current, properties, location, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ViewMetadataParser.fromJson(text.toString());
    }

    /** The summary is that of the side whose query it is; of one that is made of both, that of ours. */
    private int added(Query query) {
        int id = 1 + highest(view -> view.versions().stream().map(ViewVersion::versionId));
        var like = Stream.of(ours, views.theirs().orElseThrow())
                .filter(view -> Query.of(view).equals(query))
                .findFirst()
                .orElse(ours);
        versions.add(ImmutableViewVersion.builder()
                .versionId(id)
                .timestampMillis(atMillis)
                .schemaId(schemaId(query))
                .summary(like.currentVersion().summary())
                .defaultCatalog(query.setting().catalog().orElse(null))
                .defaultNamespace(query.setting().namespace())
                .representations(query.texts().values())
                .build());
        return id;
    }

    private int schemaId(Query query) {
        return schemas.stream()
                .filter(schema -> schema.asStruct().equals(query.setting().columns()))
                .map(Schema::schemaId)
                .findFirst()
                .orElseGet(() -> {
                    int id = 1 + highest(view -> view.schemas().stream().map(Schema::schemaId));
                    schemas.add(new Schema(id, query.setting().columns().fields()));
                    return id;
                });
    }

    /** The highest id that any of the three gave out. */
    private int highest(Function<ViewMetadata, Stream<Integer>> ids) {
        return Stream.of(views.base(), views.ours(), views.theirs())
                .flatMap(Optional::stream)
                .flatMap(ids)
                .max(Integer::compare)
                .orElseThrow();
    }

    private void write(int current, SortedMap<String, String> properties, String location, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("view-uuid", ours.uuid());
        json.writeNumberField("format-version", ours.formatVersion());
        json.writeStringField("location", location);
        json.writeObjectFieldStart("properties");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            json.writeStringField(property.getKey(), property.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("schemas");
        for (Schema schema : schemas) {
            SchemaParser.toJson(schema, json);
        }
        json.writeEndArray();
        json.writeNumberField("current-version-id", current);
        json.writeArrayFieldStart("versions");
        for (ViewVersion version : versions) {
            ViewVersionParser.toJson(version, json);
        }
        json.writeEndArray();
        log(current, json);
        json.writeEndObject();
    }

    private void log(int current, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("version-log");
        for (ViewHistoryEntry entry : ours.history()) {
            log(entry.timestampMillis(), entry.versionId(), json);
        }
        if (current != ours.currentVersionId()) {
            log(atMillis, current, json);
        }
        json.writeEndArray();
    }

    private static void log(long millis, int version, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("timestamp-ms", millis);
        json.writeNumberField("version-id", version);
        json.writeEndObject();
    }
}
