package io.meerkat.api.iceberg.table;

import io.meerkat.api.content.StoredContents;
import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.ref.Place;
import io.meerkat.model.CommitId;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.ShownElsewhere;
import io.meerkat.storage.commit.ContentTable;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.ref.OtherRefs;
import io.meerkat.storage.ref.OtherRefs.Asked;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/**
 * Keeps the snapshots that another branch or a tag shows, too: whoever expires one deletes its files, whatever the catalog
 * answers afterwards.
 */
final class SharedSnapshots {
    private final OtherRefs others;
    private final ContentCache objects;
    private final ParsedTables parsed;
    private final ContentTable contents;

    SharedSnapshots(OtherRefs others, ContentCache objects, ParsedTables parsed, ContentTable contents) {
        this.others = others;
        this.objects = objects;
        this.parsed = parsed;
        this.contents = contents;
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
        var branch = ref.head();
        if (removed.isEmpty() || branch.isEmpty()) {
            return Optional.empty();
        }
        var id = before.entry().contentId();
        var catalog = ref.catalog();
        var elsewhere =
                others.shown(new Asked(catalog.tenant(), catalog.catalog(), branch.get(), ref.line(), name.key(), id));
        removed.retainAll(shown(place, elsewhere, name, before));
        if (!removed.isEmpty()) {
            throw IcebergError.badRequest(
                    "Snapshots of %s are needed by another branch or tag and cannot be expired: %s%s"
                            .formatted(
                                    name,
                                    removed,
                                    elsewhere
                                            .commit()
                                            .map(at -> ". It shows the table as of commit " + at)
                                            .orElse("")));
        }
        return Optional.of(new Predicate.Shown(name, id, elsewhere));
    }

    private Set<Long> shown(Place place, ShownElsewhere elsewhere, ObjectName name, Served before) {
        if (elsewhere.all()) {
            return snapshots(parsed.of(before).table());
        }
        var stored = new StoredContents(contents, place.tenant());
        stored.announce(elsewhere.contents());
        var shown = elsewhere.contents().stream()
                .flatMap(content -> snapshots(stored.table(content)).stream())
                .collect(Collectors.toSet());
        elsewhere.commit().ifPresent(at -> shown.addAll(snapshots(shownAt(place, at, name, before))));
        return shown;
    }

    /** Where the table had another name then, all that it has now is kept. */
    private TableMetadata shownAt(Place place, CommitId commit, ObjectName name, Served now) {
        var then = objects.look(place.at(commit), name.key())
                .found()
                .flatMap(Served::of)
                .filter(served -> served.entry().contentId().equals(now.entry().contentId()))
                .orElse(now);
        return parsed.of(then).table();
    }

    private static Set<Long> snapshots(TableMetadata table) {
        return table.snapshots().stream().map(Snapshot::snapshotId).collect(Collectors.toSet());
    }
}
