package io.meerkat.api.purge;

import io.meerkat.api.location.Locations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private Path folder(String location) {
        return paths.folder(location)
                .orElseThrow(() -> new IllegalStateException(
                        "the folder of a table is not where this server may look: " + location));
    }

    private void add(String file, Place place) {
        if (Locations.isMalformed(file)) {
            throw new IllegalStateException("cannot look where files lead: a table needs " + file);
        }
        paths.of(file).ifPresent(path -> {
            if (above(path).noneMatch(place.own::contains)) {
                elsewhere.add(path);
            }
            place.require(path);
            if (Files.isSymbolicLink(path)) {
                addTarget(path);
            }
        });
    }

    private void addTarget(Path link) {
        try {
            elsewhere.add(link.toRealPath());
        } catch (NoSuchFileException e) {
            // It leads nowhere.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look where a link leads: " + link, e);
        }
    }

    /** Where a table lies. */
    private record Place(Set<Path> own, Set<Path> missing) {
        static Place of(Set<Path> own) {
            return new Place(
                    own,
                    own.stream().filter(folder -> !Files.isDirectory(folder)).collect(Collectors.toSet()));
        }

        /** A folder that is not there, though files should be in it, may lie on a volume that is not, with more of them. */
        void require(Path file) {
            above(file).filter(missing::contains).findFirst().ifPresent(folder -> {
                throw new IllegalStateException("the folder of a table is not there: " + Locations.of(folder));
            });
        }
    }

    boolean has(Path file) {
        return elsewhere.contains(file) || above(file).anyMatch(folders::contains);
    }

    private static Stream<Path> above(Path file) {
        return Stream.iterate(file.getParent(), Objects::nonNull, Path::getParent);
    }
}
