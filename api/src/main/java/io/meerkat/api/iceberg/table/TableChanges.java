package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.ByClient;
import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.ContentCache.Looked;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.ObjectLocations;
import io.meerkat.api.iceberg.table.TableUpdate.Step;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.api.ref.Place;
import io.meerkat.model.ContentId;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.Predicate;
import io.meerkat.storage.load.ResolvedRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.TableMetadata;

/** Prepares the commit of one table, on its present state or as a new one, and writes what it needs. */
final class TableChanges {
    private final ContentCache objects;
    private final ParsedTables parsed;
    private final ObjectLocations locations;
    private final MetadataFiles files;
    private final StagedCreates staged;
    private final SharedSnapshots shared;
    private final Tables tables;

    TableChanges(
            Tables tables,
            ContentCache objects,
            ParsedTables parsed,
            ObjectLocations locations,
            MetadataFiles files,
            StagedCreates staged,
            SharedSnapshots shared) {
        this.tables = tables;
        this.objects = objects;
        this.parsed = parsed;
        this.locations = locations;
        this.files = files;
        this.staged = staged;
        this.shared = shared;
    }

    /** What a client asks of one table. */
    record Wanted(ObjectName name, List<Step> steps) {
        List<MetadataUpdate> updates() {
            return steps.stream().flatMap(step -> step.updates().stream()).toList();
        }

        boolean creates() {
            return steps.getFirst().creates();
        }

        /** One change a table: changes of one table are applied one after another. */
        static List<Wanted> merge(List<Wanted> wanted) {
            var byName = new LinkedHashMap<ObjectName, Wanted>();
            wanted.forEach(one -> byName.merge(one.name(), one, Wanted::then));
            return List.copyOf(byName.values());
        }

        private Wanted then(Wanted next) {
            return new Wanted(
                    name, Stream.concat(steps.stream(), next.steps.stream()).toList());
        }
    }

    /** A prepared change; none where the updates change nothing. */
    record Result(ObjectName name, ResolvedRef ref, Optional<Served> before, Optional<TableChange> change) {
        /** Where nothing is changed, other changes of the request still rely on what was found. */
        Optional<Predicate> unchanged() {
            return change.isPresent()
                    ? Optional.empty()
                    : before.map(
                            table -> new Predicate.Holds(name, table.entry().content()));
        }
    }

    /** A table to prepare a change on, and where it was found. */
    record Base(ResolvedRef ref, Served table) {}

    /** Prepares a change on what another one will leave. */
    Result prepareOn(Place place, Base base, Wanted wanted) {
        return new Result(
                wanted.name(), base.ref(), Optional.of(base.table()), change(place, base.ref(), base.table(), wanted));
    }

    /** Prepares a change on what is there. */
    Result prepare(Place place, Wanted wanted) {
        var looked = objects.look(place, wanted.name().key());
        var before = looked.found().flatMap(Served::of);
        if (before.isEmpty()) {
            if (!wanted.creates()) {
                throw IcebergError.noSuch("Table", wanted.name());
            }
            return new Result(wanted.name(), looked.ref(), before, Optional.of(create(looked, wanted)));
        }
        return new Result(wanted.name(), looked.ref(), before, change(place, looked.ref(), before.get(), wanted));
    }

    private Optional<TableChange> change(Place place, ResolvedRef ref, Served before, Wanted wanted) {
        var parsedBefore = parsed.of(before);
        var base = parsedBefore.table();
        var updated = TableUpdate.apply(base, steps(place, before, base, wanted));
        if (updated.changes().isEmpty()) {
            return Optional.empty();
        }
        var kept = shared.keep(place, ref, wanted.name(), before, wanted.updates());
        locations.check(updated);
        locations.checkFiles(wanted.updates());
        var id = before.entry().contentId();
        String file = locations.nextFile(updated, before.content().metadataLocation());
        var prepared = Prepared.of(updated, file, before.content().body(), parsedBefore);
        var predicates = new ArrayList<Predicate>();
        predicates.add(new Predicate.Holds(wanted.name(), before.entry().content()));
        predicates.add(new Predicate.HoldsObject(wanted.name(), id));
        kept.ifPresent(predicates::add);
        predicates.addAll(NewIds.predicates(wanted.name(), id, base, updated));
        boolean allocates = updated.lastColumnId() != base.lastColumnId()
                || updated.lastAssignedPartitionId() != base.lastAssignedPartitionId();
        return Optional.of(new TableChange(
                wanted.name(),
                id,
                false,
                CommitWords.of(wanted.name(), base, updated, wanted.updates()),
                prepared,
                file,
                predicates,
                moved(base, updated, id, wanted.name()),
                allocates ? Optional.of(TableChange.allocation(id, prepared)) : Optional.empty(),
                ByClient.built("table", () -> Explanation.of(wanted.updates(), updated))));
    }

    /** A client that was shown {@link GcFlag} may send it back. */
    private List<Step> steps(Place place, Served before, TableMetadata base, Wanted wanted) {
        if (wanted.updates().stream().noneMatch(GcFlag::mayBeEchoed)
                || !tables.guarded(tables.ref(place), before).shared()) {
            return wanted.steps();
        }
        return wanted.steps().stream()
                .map(step -> new Step(step.requirements(), GcFlag.withoutEcho(base, step.updates())))
                .toList();
    }

    /**
     * Writes the metadata file of a change, and makes the folders of a new table.
     *
     * @throws io.meerkat.api.location.NotWrittenException if one could not be written
     */
    void write(TableChange change) {
        if (change.isNew()) {
            files.makeFolders(change.prepared().metadata().location());
        }
        files.write(
                change.file(), change.prepared().document(), change.prepared().hash());
    }

    /** Keeps in memory what is about to be committed: the next change builds on it, and its clients will ask for it. */
    void keep(Place place, Optional<Served> before, TableChange change) {
        objects.keep(place.tenant(), change.prepared().held());
        parsed.replace(before, change.served(), change.prepared());
    }

    /** Lets go of what a commit has taken the place of. */
    void release(Place place, Served before) {
        objects.release(place.tenant(), before.entry().content());
    }

    private Optional<ClaimRequest> moved(TableMetadata base, TableMetadata updated, ContentId id, ObjectName name) {
        return base.location().equals(updated.location())
                ? Optional.empty()
                : Optional.of(new ClaimRequest(locations.claim(updated.location()), id, name.key(), true));
    }

    private TableChange create(Looked looked, Wanted wanted) {
        if (looked.found().isPresent()) {
            throw IcebergError.alreadyExists("View with same name already exists: " + wanted.name());
        }
        var location = wanted.steps().stream()
                .flatMap(step -> step.updates().stream())
                .filter(MetadataUpdate.SetLocation.class::isInstance)
                .map(update -> ((MetadataUpdate.SetLocation) update).location())
                .reduce((first, last) -> last);
        var home = location.map(given -> staged.home(looked.ref(), wanted.name(), given))
                .orElseGet(() -> staged.propose(looked.ref(), wanted.name()));
        var table = TableUpdate.create(home.location(), wanted.steps());
        locations.checkFiles(wanted.updates());
        return created(
                home, wanted.name(), table, ByClient.built("table", () -> Explanation.of(wanted.updates(), table)));
    }

    /** A new table at its home. */
    TableChange created(StagedCreates.Home home, ObjectName name, TableMetadata table, Optional<String> explained) {
        locations.check(table);
        String file = locations.nextFile(table, Optional.empty());
        var prepared = Prepared.of(table, file);
        return new TableChange(
                name,
                home.contentId(),
                true,
                "create table " + name,
                prepared,
                file,
                List.of(new Predicate.NamespaceExists(name.namespace()), new Predicate.Absent(name)),
                Optional.of(new ClaimRequest(
                        locations.claim(table.location()), home.contentId(), name.key(), home.named())),
                Optional.of(TableChange.allocation(home.contentId(), prepared)),
                explained);
    }
}
