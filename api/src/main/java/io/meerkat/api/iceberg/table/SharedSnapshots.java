package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.ref.Place;
import io.meerkat.model.CommitId;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.Predicate;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.ref.SharedCommits;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.Snapshot;

/**
 * Keeps the snapshots that another branch or a tag shows, too: whoever expires one deletes its files, whatever the catalog
 * answers afterwards.
 */
final class SharedSnapshots {
    private final SharedCommits shared;
    private final ContentCache objects;
    private final ParsedTables parsed;

    SharedSnapshots(SharedCommits shared, ContentCache objects, ParsedTables parsed) {
        this.shared = shared;
        this.objects = objects;
        this.parsed = parsed;
    }

    /**
     * What the commit relies on, so that no ref comes to show a removed snapshot meanwhile; nothing if none is removed.
     *
     * @throws IcebergError 400, on which clients delete nothing, if a snapshot is to be removed that another ref shows
     */
    Optional<Predicate> keep(
            Place place, ResolvedRef ref, ObjectName name, Served before, List<MetadataUpdate> updates) {
        var removed = updates.stream()
                .filter(MetadataUpdate.RemoveSnapshots.class::isInstance)
                .flatMap(update -> ((MetadataUpdate.RemoveSnapshots) update).snapshotIds().stream())
                .collect(Collectors.toSet());
        if (removed.isEmpty()) {
            return Optional.empty();
        }
        var id = before.entry().contentId();
        var commit = shared.newest(ref.catalog().tenant(), ref.line(), id);
        commit.ifPresent(at -> {
            removed.retainAll(shownAt(place, at, name, before));
            if (!removed.isEmpty()) {
                throw IcebergError.badRequest(
                        "Snapshots of %s are needed by another branch or tag and cannot be expired: %s. It shows the table as of commit %s"
                                .formatted(name, removed, at));
            }
        });
        return Optional.of(new Predicate.SharedAsOf(name, id, commit));
    }

    /** Where the table had another name then, all that it has now is kept. */
    private Set<Long> shownAt(Place place, CommitId commit, ObjectName name, Served now) {
        var then = objects.look(place.at(commit), name.key())
                .found()
                .flatMap(Served::of)
                .filter(served -> served.entry().contentId().equals(now.entry().contentId()))
                .orElse(now);
        return parsed.of(then).table().snapshots().stream()
                .map(Snapshot::snapshotId)
                .collect(Collectors.toSet());
    }
}
