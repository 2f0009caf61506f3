package io.meerkat.api.purge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;

/**
 * Which files tables need that are read by somebody: what lies in a table's own folder, and what it refers to elsewhere,
 * which is little or nothing for nearly every table.
 */
final class Needed {
    private final Reach reach;
    private final RealPaths paths;
    private final Set<Path> folders = new HashSet<>();
    private final Set<Path> elsewhere = new HashSet<>();

    Needed(Reach reach, RealPaths paths) {
        this.reach = reach;
        this.paths = paths;
    }

    /** {@code seen}: the manifests and their lists that were read already, of tables that were added. */
    void add(NamedFiles table, Set<String> seen) {
        var own = new HashSet<Path>();
        table.locations().forEach(location -> own.add(folder(location)));
        folders.addAll(own);
        table.metadataFiles().forEach(file -> add(file, own));
        table.statisticsFiles().forEach(file -> add(file, own));
        for (Snapshot snapshot : table.snapshots()) {
            if (isNew(snapshot, seen)) {
                add(snapshot, table.isPresent(snapshot), own, seen);
            }
        }
    }

    private static boolean isNew(Snapshot snapshot, Set<String> seen) {
        return Optional.ofNullable(snapshot.manifestListLocation())
                .map(seen::add)
                .orElse(true);
    }

    private void add(Snapshot snapshot, boolean present, Set<Path> own, Set<String> seen) {
        Optional.ofNullable(snapshot.manifestListLocation()).ifPresent(list -> {
            require(present, list);
            add(list, own);
        });
        for (ManifestFile manifest : reach.manifests(snapshot)) {
            require(present, manifest.path());
            if (seen.add(manifest.path())) {
                add(manifest.path(), own);
                reach.files(manifest, file -> add(file, own));
            }
        }
    }

    private void require(boolean present, String file) {
        if (present) {
            reach.require(file);
        }
    }

    /** A table whose folder is not there may lie on a volume that is not, and need files that are. */
    private Path folder(String location) {
        return paths.folder(location)
                .filter(Files::isDirectory)
                .orElseThrow(() -> new IllegalStateException(
                        "the folder of a table is not there, or not where this server may look: " + location));
    }

    private void add(String file, Set<Path> own) {
        paths.of(file).filter(path -> above(path).noneMatch(own::contains)).ifPresent(elsewhere::add);
    }

    boolean has(Path file) {
        return elsewhere.contains(file) || above(file).anyMatch(folders::contains);
    }

    private static Stream<Path> above(Path file) {
        return Stream.iterate(file.getParent(), Objects::nonNull, Path::getParent);
    }
}
