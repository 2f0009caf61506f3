package io.meerkat.api.iceberg;

import io.meerkat.api.location.Locations;
import io.meerkat.api.location.MetadataNames;
import io.meerkat.api.location.WritePaths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.view.ViewMetadata;

/** Where a table or view and its next metadata file lie, checked before they are stored or used. */
public final class ObjectLocations {
    private final Locations locations;

    public ObjectLocations(Locations locations) {
        this.locations = locations;
    }

    /** The location as claims compare it. */
    public String claim(String location) {
        try {
            return locations.folder(location).toString();
        } catch (IllegalArgumentException e) {
            throw IcebergError.badRequest("Invalid location: " + e.getMessage());
        }
    }

    /** Refuses a table that lies, or lets its clients write, where it may not. */
    public void check(TableMetadata table) {
        claim(table.location());
        WritePaths.ALL.forEach(property ->
                Optional.ofNullable(table.properties().get(property)).ifPresent(this::claim));
    }

    /** Refuses files outside, which a change names: nobody here could look what they need, or delete them. */
    public void checkFiles(List<MetadataUpdate> updates) {
        for (MetadataUpdate update : updates) {
            switch (update) {
                case MetadataUpdate.AddSnapshot add ->
                    Optional.ofNullable(add.snapshot().manifestListLocation())
                            .ifPresentOrElse(
                                    this::checkFile,
                                    () -> manifests(add.snapshot()).forEach(this::checkFile));
                case MetadataUpdate.SetStatistics set ->
                    checkFile(set.statisticsFile().path());
                case MetadataUpdate.SetPartitionStatistics set ->
                    checkFile(set.partitionStatisticsFile().path());
                default -> {}
            }
        }
    }

    /** Of a snapshot of version 1, which may name its manifests itself. */
    private static List<String> manifests(Snapshot snapshot) {
        var named = new ArrayList<String>();
        IcebergJson.tree(SnapshotParser.toJson(snapshot).getBytes(StandardCharsets.UTF_8))
                .path("manifests")
                .forEach(manifest -> named.add(manifest.asText()));
        return named;
    }

    /** Refuses a view whose metadata would go where it may not. */
    public void check(ViewMetadata view) {
        claim(view.location());
        Optional.ofNullable(view.properties().get(WritePaths.METADATA)).ifPresent(this::claim);
    }

    private void checkFile(String location) {
        try {
            locations.path(location);
        } catch (IllegalArgumentException e) {
            throw IcebergError.badRequest("Invalid location of a file: " + e.getMessage());
        }
    }

    public String nextFile(TableMetadata table, Optional<String> previous) {
        return nextFile(table.location(), table.properties(), previous);
    }

    public String nextFile(ViewMetadata view, Optional<String> previous) {
        claim(view.location());
        return nextFile(view.location(), view.properties(), previous);
    }

    private String nextFile(String location, Map<String, String> properties, Optional<String> previous) {
        Optional.ofNullable(properties.get(WritePaths.METADATA)).ifPresent(this::claim);
        try {
            return MetadataNames.next(location, properties, previous, UUID.randomUUID());
        } catch (IllegalArgumentException e) {
            throw IcebergError.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
