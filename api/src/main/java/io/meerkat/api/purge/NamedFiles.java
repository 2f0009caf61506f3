package io.meerkat.api.purge;

import io.meerkat.api.location.WritePaths;
import io.meerkat.model.Body;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.TableProperties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the metadata of one table names, over any number of its versions, given the newest first. A fragment that several
 * versions share is read once, so that a long history costs what it adds.
 */
final class NamedFiles {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Function<Collection<Hash>, Map<Hash, byte[]>> texts;
    private final Runnable beat;
    private final Set<Hash> read = new HashSet<>();
    private final Set<String> snapshots = new LinkedHashSet<>();
    private final Set<String> metadata = new LinkedHashSet<>();
    private final Set<String> statistics = new LinkedHashSet<>();
    private final Set<String> locations = new LinkedHashSet<>();
    private final Set<String> writePaths = new LinkedHashSet<>();
    private final Set<Long> present = new HashSet<>();
    private Optional<JsonNode> properties = Optional.empty();

    /** {@code texts} reads fragments by their hashes; {@code beat} is heard now and then, and may end the work. */
    NamedFiles(Function<Collection<Hash>, Map<Hash, byte[]>> texts, Runnable beat) {
        this.texts = texts;
        this.beat = beat;
    }

    void add(TableContent version) {
        beat.run();
        version.metadataLocation().ifPresent(metadata::add);
        locations.add(version.fields().location());
        var unread = new LinkedHashMap<Hash, String>();
        for (Body.Part part : version.body().parts()) {
            switch (part) {
                case Body.Members(var fragment) -> unread.put(fragment, "{%s}");
                case Body.Elements(var name, var fragments) ->
                    fragments.forEach(fragment -> unread.put(fragment, "{\"" + name + "\":[%s]}"));
            }
        }
        unread.keySet().removeIf(hash -> !read.add(hash));
        var found = texts.apply(unread.keySet());
        if (found.size() < unread.size()) {
            throw new IllegalStateException("%d fragments of a table at %s are missing"
                    .formatted(unread.size() - found.size(), version.fields().location()));
        }
        found.forEach((hash, text) -> read(
                JSON.readTree(unread.getOrDefault(hash, "{%s}").formatted(new String(text, StandardCharsets.UTF_8)))));
    }

    /** As above, for a version that a head holds now. */
    void addPresent(TableContent version) {
        add(version);
        present.add(version.fields().snapshotId());
    }

    /** Whether a version that a head holds is at this snapshot. */
    boolean isPresent(Snapshot snapshot) {
        return present.contains(snapshot.snapshotId());
    }

    private void read(JsonNode document) {
        document.path("snapshots").forEach(snapshot -> snapshots.add(snapshot.toString()));
        document.path("metadata-log").forEach(entry -> metadata.add(text(entry, "metadata-file")));
        for (String member : List.of("statistics", "partition-statistics")) {
            document.path(member).forEach(entry -> statistics.add(text(entry, "statistics-path")));
        }
        for (String property : WritePaths.ALL) {
            document.path("properties").optional(property).ifPresent(path -> writePaths.add(path.asString()));
        }
        if (properties.isEmpty() && document.has("properties")) {
            properties = Optional.of(document.get("properties"));
        }
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).stringValue();
    }

    /** Every snapshot of every version; each is parsed as it is asked for, and holds its manifests no longer than it. */
    Iterable<Snapshot> snapshots() {
        return () -> snapshots.stream().map(SnapshotParser::fromJson).iterator();
    }

    Set<String> metadataFiles() {
        return metadata;
    }

    Set<String> statisticsFiles() {
        return statistics;
    }

    /** Where the table lay. */
    Set<String> locations() {
        return locations;
    }

    /** Where any version let its writers put files: {@code write.data.path} and its like. */
    Set<String> writePaths() {
        return writePaths;
    }

    /** Whether the newest version lets its data files be deleted: Iceberg's {@code gc.enabled}. */
    boolean ownsItsData() {
        return properties
                .map(all -> all.path(TableProperties.GC_ENABLED).asString("true"))
                .map(Boolean::parseBoolean)
                .orElse(TableProperties.GC_ENABLED_DEFAULT);
    }
}
