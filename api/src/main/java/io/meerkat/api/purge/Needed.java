package io.meerkat.api.purge;

import io.meerkat.api.location.Locations;
import io.meerkat.api.store.StorePath;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;

/**
 * Which files tables need that are read by somebody: what lies in a table's own folder, and what it refers to elsewhere,
 * which is little or nothing for nearly every table.
 */
final class Needed {
    private final Locations locations;
    private final Reach reach;
    private final RealPaths paths;
    private final Set<StorePath> folders = new HashSet<>();
    private final Set<StorePath> elsewhere = new HashSet<>();

    Needed(Locations locations, Reach reach, RealPaths paths) {
        this.locations = locations;
        this.reach = reach;
        this.paths = paths;
    }

    /** {@code seen}: the manifests and their lists that were read already, of tables that were added. */
    void add(NamedFiles table, Set<String> seen) {
        var place = Place.of(table.locations().stream().map(this::folder).collect(Collectors.toSet()));
        folders.addAll(place.own);
        table.metadataFiles().forEach(file -> add(file, place));
        table.statisticsFiles().forEach(file -> add(file, place));
        for (Snapshot snapshot : table.snapshots()) {
            if (isNew(snapshot, seen)) {
                add(snapshot, table.isPresent(snapshot), place, seen);
            }
        }
    }

    private static boolean isNew(Snapshot snapshot, Set<String> seen) {
        return Optional.ofNullable(snapshot.manifestListLocation())
                .map(seen::add)
                .orElse(true);
    }

    private void add(Snapshot snapshot, boolean present, Place place, Set<String> seen) {
        Optional.ofNullable(snapshot.manifestListLocation()).ifPresent(list -> {
            require(present, list);
            add(list, place);
        });
        for (ManifestFile manifest : reach.manifests(snapshot)) {
            require(present, manifest.path());
            if (seen.add(manifest.path())) {
                add(manifest.path(), place);
                reach.files(manifest, file -> add(file, place));
            }
        }
    }

    private void require(boolean present, String file) {
        if (present) {
            reach.require(file);
        }
    }

    private StorePath folder(String location) {
        return paths.folder(location)
                .orElseThrow(() -> new IllegalStateException(
                        "the folder of a table is not where this server may look: " + location));
    }

    private void add(String file, Place place) {
        if (locations.isMalformed(file)) {
            throw new IllegalStateException("cannot look where files lead: a table needs " + file);
        }
        paths.of(file).ifPresent(path -> {
            if (path.above().noneMatch(place.own::contains)) {
                elsewhere.add(path);
            }
            place.require(path);
            path.store().linkTarget(path).ifPresent(elsewhere::add);
        });
    }

    /** Where a table lies. */
    private record Place(Set<StorePath> own, Set<StorePath> missing) {
        static Place of(Set<StorePath> own) {
            return new Place(
                    own,
                    own.stream()
                            .filter(folder -> !folder.store().hasFolder(folder))
                            .collect(Collectors.toSet()));
        }

        /** A folder that is not there, though files should be in it, may lie on a volume that is not, with more of them. */
        void require(StorePath file) {
            file.above().filter(missing::contains).findFirst().ifPresent(folder -> {
                throw new IllegalStateException("the folder of a table is not there: " + folder.location());
            });
        }
    }

    boolean has(StorePath file) {
        return elsewhere.contains(file) || file.above().anyMatch(folders::contains);
    }
}
