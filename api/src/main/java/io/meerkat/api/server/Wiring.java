package io.meerkat.api.server;

import io.meerkat.api.history.Blame;
import io.meerkat.api.history.CommitDetails;
import io.meerkat.api.history.Differences;
import io.meerkat.api.history.Logs;
import io.meerkat.api.history.ObjectLog;
import io.meerkat.api.iceberg.Commits;
import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.IcebergApi;
import io.meerkat.api.iceberg.Mutations;
import io.meerkat.api.iceberg.ObjectLocations;
import io.meerkat.api.iceberg.ObjectMoves;
import io.meerkat.api.iceberg.namespace.Listings;
import io.meerkat.api.iceberg.namespace.Namespaces;
import io.meerkat.api.iceberg.table.ForeignTables;
import io.meerkat.api.iceberg.table.TableOperations;
import io.meerkat.api.iceberg.view.Views;
import io.meerkat.api.key.Keys;
import io.meerkat.api.load.BulkLoad;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.api.management.AuditCalls;
import io.meerkat.api.management.CatalogCalls;
import io.meerkat.api.management.HistoryCalls;
import io.meerkat.api.management.LoadCalls;
import io.meerkat.api.management.LogCalls;
import io.meerkat.api.management.ManagementApi;
import io.meerkat.api.management.ManagementRoutes;
import io.meerkat.api.management.MergeAnswers;
import io.meerkat.api.management.MergeCalls;
import io.meerkat.api.management.Metrics;
import io.meerkat.api.management.ObjectCalls;
import io.meerkat.api.management.PangolinBranches;
import io.meerkat.api.management.PangolinConflicts;
import io.meerkat.api.management.PangolinMerges;
import io.meerkat.api.management.PangolinOperationCalls;
import io.meerkat.api.management.PangolinOperations;
import io.meerkat.api.management.PangolinRoutes;
import io.meerkat.api.management.PangolinTags;
import io.meerkat.api.management.Persons;
import io.meerkat.api.management.ProtectionCalls;
import io.meerkat.api.management.RefCalls;
import io.meerkat.api.management.RefFinder;
import io.meerkat.api.merge.MergeRuns;
import io.meerkat.api.merge.Previews;
import io.meerkat.api.ref.Points;
import io.meerkat.command.lane.LaneLimits;
import io.meerkat.command.lane.Lanes;
import io.meerkat.command.merge.Merges;
import io.meerkat.command.ref.Rewrites;
import io.meerkat.query.audit.CountAuditEntries;
import io.meerkat.query.audit.FindAuditEntries;
import io.meerkat.query.history.FindCommits;
import io.meerkat.query.history.FindCommitsById;
import io.meerkat.query.history.FindReflog;
import io.meerkat.storage.catalog.CatalogTable;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.merge.MergeTable;
import io.meerkat.storage.ref.ProtectionTable;
import io.meerkat.storage.ref.RefTable;
import io.meerkat.storage.ref.TenantRefs;

/** The dialects, put together. */
final class Wiring {
    private Wiring() {}

    static Dialects dialects(Foundation on, Background background) {
        var lanes = lanes(on, LaneLimits.DEFAULT);
        return new Dialects(
                iceberg(on, lanes), management(on, background, lanes), new Refusals(background.attempts(), on.clock()));
    }

    static Lanes lanes(Foundation on, LaneLimits limits) {
        return new Lanes(on.lanes(), on.commands(), on.branchTrees(), on.idempotency(), limits);
    }

    static IcebergApi iceberg(Foundation on, Lanes lanes) {
        var loader = on.loader();
        var locations = on.locations();
        var objects = new ContentCache(loader, on.memory().contents());
        var files = new MetadataFiles(locations, on.unfinished());
        var commits = new Commits(lanes, files);
        var mutations = new Mutations(on.idempotency(), on.clock());
        var moves = new ObjectMoves(objects, commits, mutations);
        var tables = TableOperations.of(
                on.lanes(),
                loader,
                objects,
                commits,
                mutations,
                moves,
                locations,
                files,
                on.memory().parsed());
        var router = IcebergRoutes.of(
                new Namespaces(objects, commits, mutations, locations),
                new Listings(loader, on.trees()),
                tables,
                new Views(objects, commits, mutations, moves, new ObjectLocations(locations), files));
        return new IcebergApi(
                router, on.places(), loader, on.options().idempotencyLifetime(), locations.clientSettings());
    }

    private static MergeRuns runs(Foundation on, Lanes lanes, Points points, Merges merges, MetadataFiles files) {
        return new MergeRuns(
                new Previews(on.reads(), on.graphs(), on.trees(), on.locations()),
                points,
                lanes,
                new Rewrites(on.lanes(), on.commands(), on.branchTrees(), on.idempotency()),
                merges,
                files,
                new CommitTable(on.reads()),
                on.clock());
    }

    private static PangolinRoutes pangolin(
            Foundation on, Points points, RefFinder finder, MergeRuns runs, Merges merges) {
        var operations = new PangolinOperations(runs, new MergeTable(on.reads()), points);
        return new PangolinRoutes(
                new PangolinBranches(on.refs(), finder, points),
                new PangolinTags(on.refs(), finder, points),
                new PangolinMerges(runs, merges, operations, finder, points),
                new PangolinOperationCalls(runs, merges, operations, points),
                new PangolinConflicts(merges, operations, on.clock()));
    }

    private static ManagementApi management(Foundation on, Background background, Lanes lanes) {
        var catalogs = new CatalogCalls(
                on.catalogs(), new CatalogTable(on.reads()), new ClaimTable(on.reads()), on.locations());
        var keys = new Keys(on.idempotency(), on.clock());
        var files = new MetadataFiles(on.locations(), on.unfinished());
        var reader = new ForeignTables(files, new ObjectLocations(on.locations()));
        var loads = new LoadCalls(
                new BulkLoad(on.lanes(), on.loader(), lanes, on.idempotency(), reader, on.locations()),
                on.places(),
                keys);
        var points = new Points(new CatalogTable(on.reads()), new RefTable(on.reads()), on.loader(), on.places());
        var refs = new RefCalls(on.refs(), new RefTable(on.reads()), new FindReflog(on.reads()), points, keys);
        var protections = new ProtectionCalls(on.catalogs(), new ProtectionTable(on.reads()), points, keys);
        var objects = new ObjectCalls(
                points,
                on.trees(),
                new ObjectLog(on.reads()),
                new Blame(on.reads(), on.trees()),
                new Differences(on.reads(), on.trees()),
                new FindCommitsById(on.reads()));
        var logs = new LogCalls(
                points,
                new Logs(on.reads(), on.graphs(), Persons::name),
                new CommitTable(on.reads()),
                new CommitDetails(on.reads()),
                new Differences(on.reads(), on.trees()));
        var opened = new Merges(on.lanes(), on.commands());
        var runs = runs(on, lanes, points, opened, files);
        var answers = new MergeAnswers(runs, new MergeTable(on.reads()), points);
        var merges = new MergeCalls(runs, opened, new MergeTable(on.reads()), points, answers, keys);
        var finder = new RefFinder(new TenantRefs(on.reads()), points);
        var pangolin = pangolin(on, points, finder, runs, opened);
        var history = new HistoryCalls(on.loader(), on.places(), finder, new FindCommits(on.reads()));
        var audit = new AuditCalls(new FindAuditEntries(on.reads()), new CountAuditEntries(on.reads()));
        var metrics = new Metrics(background.audit(), background.attempts(), background.nodes(), background.purger());
        var routes = ManagementRoutes.of(
                catalogs, refs, protections, merges, logs, objects, pangolin, loads, history, audit, metrics);
        return new ManagementApi(routes, keys, answers::again);
    }
}
