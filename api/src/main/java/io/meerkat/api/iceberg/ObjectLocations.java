package io.meerkat.api.iceberg;

import io.meerkat.api.location.Locations;
import io.meerkat.api.location.MetadataFiles;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.view.ViewMetadata;

/** Where a table or view and its next metadata file lie, checked before they are stored or used. */
public final class ObjectLocations {
    private static final String METADATA_PATH = "write.metadata.path";
    private static final List<String> PATH_PROPERTIES =
            List.of(METADATA_PATH, "write.data.path", "write.object-storage.path", "write.folder-storage.path");
    private static final Pattern VERSION = Pattern.compile("(?:^|/)v?(\\d{1,9})[^/]*$");

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
        PATH_PROPERTIES.forEach(property ->
                Optional.ofNullable(table.properties().get(property)).ifPresent(this::claim));
    }

    public String nextFile(TableMetadata table, Optional<String> previous) {
        return nextFile(table.location(), Optional.ofNullable(table.properties().get(METADATA_PATH)), previous);
    }

    public String nextFile(ViewMetadata view, Optional<String> previous) {
        claim(view.location());
        return nextFile(view.location(), Optional.ofNullable(view.properties().get(METADATA_PATH)), previous);
    }

    private String nextFile(String location, Optional<String> folder, Optional<String> previous) {
        folder.ifPresent(this::claim);
        return MetadataFiles.next(
                withoutSlash(folder.orElseGet(() -> withoutSlash(location) + "/metadata")),
                previous.map(ObjectLocations::version).orElse(-1) + 1);
    }

    private static int version(String location) {
        var matcher = VERSION.matcher(location);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static String withoutSlash(String location) {
        int end = location.length();
        while (end > 1 && location.charAt(end - 1) == '/') {
            end--;
        }
        return location.substring(0, end);
    }
}
