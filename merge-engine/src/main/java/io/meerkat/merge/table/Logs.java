package io.meerkat.merge.table;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.HistoryEntry;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.util.PropertyUtil;

/**
 * The logs of ours, continued: {@code main} of this table came to a snapshot of theirs when they were merged, not when it
 * was written elsewhere.
 */
final class Logs {
    private record Moment(long millis, long snapshot) {}

    private record MetadataFile(long millis, String location) {}

    private final Sides sides;
    private final Draft draft;
    private final long updatedMillis;

    Logs(Sides sides, Draft draft, long updatedMillis) {
        this.sides = sides;
        this.draft = draft;
        this.updatedMillis = updatedMillis;
    }

    long updatedMillis() {
        return updatedMillis;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("snapshot-log");
        for (Moment moment : snapshots()) {
            json.writeStartObject();
            json.writeNumberField("timestamp-ms", moment.millis());
            json.writeNumberField("snapshot-id", moment.snapshot());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("metadata-log");
        for (MetadataFile file : files()) {
            json.writeStartObject();
            json.writeNumberField("timestamp-ms", file.millis());
            json.writeStringField("metadata-file", file.location());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Where a snapshot is gone, what was before is not told either: it would seem to have lasted until the next entry. */
    private List<Moment> snapshots() {
        var known = draft.rows().snapshots().stream().map(Snapshot::snapshotId).collect(Collectors.toSet());
        var moments = new ArrayList<Moment>();
        for (HistoryEntry entry : sides.ours().snapshotLog()) {
            if (known.contains(entry.snapshotId())) {
                moments.add(new Moment(entry.timestampMillis(), entry.snapshotId()));
            } else {
                moments.clear();
            }
        }
        Optional.ofNullable(draft.rows().refs().get(SnapshotRef.MAIN_BRANCH))
                .map(SnapshotRef::snapshotId)
                .filter(id -> moments.isEmpty() || moments.getLast().snapshot() != id)
                .ifPresent(id -> moments.add(new Moment(updatedMillis, id)));
        return moments;
    }

    private List<MetadataFile> files() {
        var files = new ArrayList<MetadataFile>();
        sides.ours()
                .previousFiles()
                .forEach(entry -> files.add(new MetadataFile(entry.timestampMillis(), entry.file())));
        Optional.ofNullable(sides.ours().metadataFileLocation())
                .map(file -> new MetadataFile(sides.ours().lastUpdatedMillis(), file))
                .ifPresent(files::add);
        int max = PropertyUtil.propertyAsInt(
                draft.properties,
                TableProperties.METADATA_PREVIOUS_VERSIONS_MAX,
                TableProperties.METADATA_PREVIOUS_VERSIONS_MAX_DEFAULT);
        return files.subList(Math.max(0, files.size() - Math.max(1, max)), files.size());
    }
}
