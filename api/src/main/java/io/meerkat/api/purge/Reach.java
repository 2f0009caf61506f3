package io.meerkat.api.purge;

import io.meerkat.api.location.Locations;
import io.meerkat.api.store.StorePath;
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

/**
 * Follows snapshots down to their files. What is gone leads nowhere; what cannot be looked at breaks the walk off, for
 * nobody knows where it leads.
 */
final class Reach {
    private static final int BEAT_ENTRIES = 1_000;
    private static final List<String> PATH = List.of(DataFile.FILE_PATH.name());

    private final Locations locations;
    private final FileIO io;
    private final boolean strict;
    private final Runnable beat;

    private Reach(Locations locations, boolean strict, Runnable beat) {
        this.locations = locations;
        this.io = new ReadableFiles(locations);
        this.strict = strict;
        this.beat = beat;
    }

    /** For what others need: a file is gone only from a folder that is there. Without it a volume may be missing. */
    static Reach ofOthers(Locations locations, Runnable beat) {
        return new Reach(locations, true, beat);
    }

    /** For what is purged: a file that is not there needs no deleting. */
    static Reach ofPurged(Locations locations, Runnable beat) {
        return new Reach(locations, false, beat);
    }

    /** For a file without which nobody knows what its table needs, whatever may have become of it. */
    void require(String location) {
        if (isGone(location)) {
            throw new IllegalStateException("a table that is in use needs a file that is missing: " + location);
        }
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
        beat.run();
        if (isGone(manifest.path())) {
            return;
        }
        try (var files = open(manifest)) {
            int count = 0;
            for (ContentFile<?> file : files) {
                each.accept(file.location());
                if (++count % BEAT_ENTRIES == 0) {
                    beat.run();
                }
            }
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
        var path = path(location);
        if (path.exists()) {
            return false;
        }
        if (strict && !path.parent().map(path.store()::hasFolder).orElse(true)) {
            throw new IllegalStateException("cannot look where files lead: there is no folder of " + location);
        }
        return true;
    }

    private StorePath path(String location) {
        try {
            return locations.path(location);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("cannot look where files lead: " + e.getMessage(), e);
        }
    }
}
