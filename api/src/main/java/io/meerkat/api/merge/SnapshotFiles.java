package io.meerkat.api.merge;

import io.meerkat.api.content.StoredContents;
import io.meerkat.api.location.Locations;
import io.meerkat.model.Change;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;

/**
 * Looks whether the files of snapshots are there that a commit which is no head brings: whoever expired them since, where
 * they were made, has deleted their manifest lists.
 */
final class SnapshotFiles {
    /** More are not looked at; they are the oldest, and gone first. */
    private static final int SNAPSHOTS_MAX = 1_000;

    private final StoredContents contents;
    private final Locations locations;

    SnapshotFiles(StoredContents contents, Locations locations) {
        this.contents = contents;
        this.locations = locations;
    }

    /** What is missing, in words. */
    Optional<String> missing(Step step) {
        for (Change change : step.changes()) {
            var missing =
                    change.after().filter(entry -> entry.kind() == Kind.TABLE).flatMap(after -> missing(change, after));
            if (missing.isPresent()) {
                return missing;
            }
        }
        return Optional.empty();
    }

    private Optional<String> missing(Change change, Entry after) {
        var known = change.before()
                .filter(before -> before.contentId().equals(after.contentId()))
                .map(this::snapshots)
                .orElse(Set.of());
        return contents.table(after).snapshots().stream()
                .filter(snapshot -> !known.contains(snapshot.snapshotId()))
                .limit(SNAPSHOTS_MAX)
                .filter(snapshot -> !isThere(snapshot))
                .findFirst()
                .map(snapshot -> "The snapshot %d of %s was expired since: there is no file %s"
                        .formatted(snapshot.snapshotId(), change.key().identifier(), snapshot.manifestListLocation()));
    }

    private Set<Long> snapshots(Entry table) {
        return contents.table(table).snapshots().stream()
                .map(Snapshot::snapshotId)
                .collect(Collectors.toSet());
    }

    /** Where nobody here may look, nothing can be said. */
    private boolean isThere(Snapshot snapshot) {
        var list = Optional.ofNullable(snapshot.manifestListLocation());
        return list.isEmpty()
                || locations.isMalformed(list.get())
                || locations.path(list.get()).exists();
    }
}
