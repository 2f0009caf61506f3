package io.meerkat.api.purge;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Follows snapshots down to their files. What is not there any more leads nowhere. */
final class Reach {
    private static final List<String> PATH = List.of(DataFile.FILE_PATH.name());

    private final FileIO io;

    Reach(FileIO io) {
        this.io = io;
    }

    List<ManifestFile> manifests(Snapshot snapshot) {
        return Optional.ofNullable(snapshot.manifestListLocation())
                        .filter(list -> !exists(list))
                        .isPresent()
                ? List.of()
                : snapshot.allManifests(io);
    }

    /** Data and delete files that the manifest holds as live. */
    void files(ManifestFile manifest, Consumer<String> each) {
        if (!exists(manifest.path())) {
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

    /** What lies outside the server's roots is not its to read. */
    private boolean exists(String location) {
        try {
            return io.newInputFile(location).exists();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
