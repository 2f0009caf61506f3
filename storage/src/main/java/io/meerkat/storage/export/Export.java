package io.meerkat.storage.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.meerkat.model.TenantId;
import io.meerkat.model.Times;
import io.meerkat.storage.Database;
import io.meerkat.storage.event.EventTable;
import io.meerkat.storage.event.Position;
import io.meerkat.storage.event.StoredEvent;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Consumer;

/**
 * Writes all that a tenant's history is proved by, page by page: the events in their global order, then the contents
 * and fragments that events name. What is committed after the first page was read may be missing, but whatever an
 * exported event names is there, for contents are never taken away. Personal texts are not part of it.
 */
public final class Export {
    private static final int EVENTS_PAGE = 500;
    private static final int OBJECTS_PAGE = 200;

    private final Database database;
    private final EventTable events;

    public Export(Database database) {
        this.database = database;
        this.events = new EventTable(database);
    }

    /** How many lines of each type were written. */
    public record Progress(long events, long contents, long fragments) {}

    /** Writes everything and leaves {@code out} open. {@code progress} hears after every page. */
    public Progress write(TenantId tenant, Writer out, Consumer<Progress> progress) throws IOException {
        try (var json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            var written = writeEvents(tenant, json, progress);
            written = writeContents(tenant, json, written, progress);
            written = writeFragments(tenant, json, written, progress);
            json.writeRaw('\n');
            return written;
        }
    }

    private Progress writeEvents(TenantId tenant, JsonGenerator json, Consumer<Progress> progress) throws IOException {
        long written = 0;
        var at = Position.BEFORE_ALL;
        for (var page = events.after(at, EVENTS_PAGE); !page.isEmpty(); page = events.after(at, EVENTS_PAGE)) {
            for (StoredEvent event : page) {
                if (event.row().stream().tenant().equals(tenant)) {
                    writeEvent(event, json);
                    written++;
                }
            }
            at = page.getLast().position();
            progress.accept(new Progress(written, 0, 0));
        }
        return new Progress(written, 0, 0);
    }

    private static void writeEvent(StoredEvent event, JsonGenerator json) throws IOException {
        var row = event.row();
        json.writeStartObject();
        json.writeStringField("type", "event");
        json.writeNumberField("incarnation", event.position().incarnation());
        json.writeStringField("xid", Long.toUnsignedString(event.position().xid()));
        json.writeNumberField("position", event.position().position());
        json.writeStringField("stream", row.stream().toString());
        json.writeNumberField("seq", row.seq());
        json.writeStringField("id", row.id().toString());
        json.writeStringField("name", row.name());
        json.writeNumberField("revision", row.revision());
        json.writeNumberField("recordedAt", Times.micros(row.recordedAt()));
        json.writeBinaryField("metadata", row.metadata());
        json.writeBinaryField("payload", row.payload());
        json.writeObjectFieldStart("recorded");
        json.writeStringField("hash", event.hash().hex());
        json.writeEndObject();
        json.writeEndObject();
    }

    private Progress writeContents(TenantId tenant, JsonGenerator json, Progress before, Consumer<Progress> progress)
            throws IOException {
        var written = before;
        var pages = new HashPages(database, tenant, "contents", "content");
        for (var page = pages.next(OBJECTS_PAGE); !page.isEmpty(); page = pages.next(OBJECTS_PAGE)) {
            for (HashPages.Row row : page) {
                json.writeStartObject();
                json.writeStringField("type", "content");
                json.writeBinaryField("content", row.bytes());
                json.writeEndObject();
            }
            written = new Progress(written.events, written.contents + page.size(), written.fragments);
            progress.accept(written);
        }
        return written;
    }

    private Progress writeFragments(TenantId tenant, JsonGenerator json, Progress before, Consumer<Progress> progress)
            throws IOException {
        var written = before;
        var pages = new HashPages(database, tenant, "fragments", "text");
        for (var page = pages.next(OBJECTS_PAGE); !page.isEmpty(); page = pages.next(OBJECTS_PAGE)) {
            for (HashPages.Row row : page) {
                json.writeStartObject();
                json.writeStringField("type", "fragment");
                json.writeStringField("hash", row.hash().hex());
                json.writeBinaryField("text", row.bytes());
                json.writeEndObject();
            }
            written = new Progress(written.events, written.contents, written.fragments + page.size());
            progress.accept(written);
        }
        return written;
    }
}
