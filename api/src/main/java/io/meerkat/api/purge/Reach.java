package io.meerkat.api.purge;

import io.meerkat.api.location.Locations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;

/**
 * Follows snapshots down to their files. What is certainly not there any more leads nowhere; what cannot be looked at
 * breaks the walk off, for nobody knows where it leads.
 */
final class Reach {
    private static final List<String> PATH = List.of(DataFile.FILE_PATH.name());

    private final Locations locations;
    private final FileIO io;

    Reach(Locations locations) {
        this.locations = locations;
        this.io = new LocalFiles(locations);
    }

    List<ManifestFile> manifests(Snapshot snapshot) {
        return Optional.ofNullable(snapshot.manifestListLocation())
                        .filter(this::isGone)
                        .isPresent()
                ? List.of()
                : snapshot.allManifests(io);
    }

    /** Data and delete files that the manifest holds as live. */
    void files(ManifestFile manifest, Consumer<String> each) {
        if (isGone(manifest.path())) {
            return;
        }
        try (var files = open(manifest)) {
            files.forEach(file -> each.accept(file.location()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the manifest " + manifest.path(), e);
        }
    }

    /** Only paths are read, so that any partition spec will do for reading them. */
    private CloseableIterable<? extends ContentFile<?>> open(ManifestFile manifest) {
        var specs = Map.of(manifest.partitionSpecId(), PartitionSpec.unpartitioned());
        return manifest.content() == ManifestContent.DATA
                ? ManifestFiles.read(manifest, io, specs).select(PATH)
                : ManifestFiles.readDeleteManifest(manifest, io, specs).select(PATH);
    }

    private boolean isGone(String location) {
        try {
            return Files.notExists(locations.path(location));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("cannot look where files lead: " + e.getMessage(), e);
        }
    }
}
