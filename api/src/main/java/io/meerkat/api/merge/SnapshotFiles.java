package io.meerkat.api.merge;

import io.meerkat.api.content.StoredContents;
import io.meerkat.api.location.Locations;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import io.meerkat.model.TreeKey;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;

/**
 * Looks whether the files of snapshots are there that are brought from where no branch pointed for a while: whoever expired them
 * meanwhile, where they were made, has deleted their manifest lists.
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
        return step.changes().stream()
                .flatMap(change -> missing(change.key(), change.before(), change.after()).stream())
                .findFirst();
    }

    /** As above, where a branch is moved from the one tree to the other. */
    Optional<String> missing(Tree from, Tree to) {
        try (var differences = from.diff(to)) {
            return differences
                    .flatMap(difference -> missing(difference.key(), difference.before(), difference.after()).stream())
                    .findFirst();
        }
    }

    private Optional<String> missing(TreeKey key, Optional<Entry> before, Optional<Entry> after) {
        return after.filter(entry -> entry.kind() == Kind.TABLE).flatMap(entry -> missing(key, before, entry));
    }

    private Optional<String> missing(TreeKey key, Optional<Entry> earlier, Entry after) {
        var known = earlier.filter(before -> before.contentId().equals(after.contentId()))
                .map(this::snapshots)
                .orElse(Set.of());
        return contents.table(after).snapshots().stream()
                .filter(snapshot -> !known.contains(snapshot.snapshotId()))
                .limit(SNAPSHOTS_MAX)
                .filter(snapshot -> !isThere(snapshot))
                .findFirst()
                .map(snapshot -> "The snapshot %d of %s was expired since: there is no file %s"
                        .formatted(snapshot.snapshotId(), key.identifier(), snapshot.manifestListLocation()));
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
