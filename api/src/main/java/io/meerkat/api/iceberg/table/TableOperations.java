package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.Commits;
import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.Mutations;
import io.meerkat.api.iceberg.ObjectLocations;
import io.meerkat.api.iceberg.ObjectMoves;
import io.meerkat.api.location.Locations;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.ContentTable;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.ref.OtherRefs;
import io.meerkat.storage.ref.SharedTables;

/** All operations on tables, put together. */
public record TableOperations(
        Tables tables, TableLifecycle lifecycle, TableCommits commits, TableRegistration registration) {
    /** The bodies that tables are left with lie in the cache of contents, too, as long as there is room. */
    private static final int BODIES_SHARE = 8;

    public static TableOperations of(
            Database database,
            Loader loader,
            ContentCache objects,
            Commits commits,
            Mutations mutations,
            ObjectMoves moves,
            Locations locations,
            MetadataFiles files,
            long parsedBytesMax) {
        var places = new ObjectLocations(locations);
        var homes = new StagedCreates(database, places, files);
        var parsed = new ParsedTables(parsedBytesMax);
        var tables = new Tables(objects, loader, new CommitTable(database), parsed, files, new SharedTables(database));
        var changes = new TableChanges(
                tables,
                objects,
                parsed,
                places,
                files,
                homes,
                new SharedSnapshots(new OtherRefs(database), objects, parsed, new ContentTable(database)));
        return new TableOperations(
                tables,
                new TableLifecycle(tables, changes, homes, objects, commits, mutations, moves),
                new TableCommits(changes, commits, mutations, tables, new TableLanes(parsedBytesMax / BODIES_SHARE)),
                new TableRegistration(tables, objects, commits, mutations, places, new ForeignTables(files, places)));
    }
}
