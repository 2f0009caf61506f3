package io.meerkat.api.server;

import io.meerkat.api.iceberg.Commits;
import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.IcebergApi;
import io.meerkat.api.iceberg.IcebergRoutes;
import io.meerkat.api.iceberg.Mutations;
import io.meerkat.api.iceberg.ObjectMoves;
import io.meerkat.api.iceberg.namespace.Listings;
import io.meerkat.api.iceberg.namespace.Namespaces;
import io.meerkat.api.iceberg.table.TableLocations;
import io.meerkat.api.iceberg.table.TableOperations;
import io.meerkat.api.iceberg.view.Views;
import io.meerkat.api.location.Locations;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.api.ref.Places;
import io.meerkat.command.axon.Commands;
import io.meerkat.command.catalog.Catalogs;
import io.meerkat.command.event.EventCodec;
import io.meerkat.command.lane.LaneLimits;
import io.meerkat.command.lane.Lanes;
import io.meerkat.model.Actor;
import io.meerkat.model.CatalogName;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.Incarnations;
import io.meerkat.storage.Migrations;
import io.meerkat.storage.catalog.CatalogTable;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.Nodes;
import io.meerkat.storage.load.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeMap;

/** Everything behind the port, wired: from the database up to the dialects. */
final class Kernel implements AutoCloseable {
    private final Pools pools;
    private final Commands commands;
    private final IcebergApi iceberg;

    private Kernel(Pools pools, Commands commands, IcebergApi iceberg) {
        this.pools = pools;
        this.commands = commands;
        this.iceberg = iceberg;
    }

    /** Migrates the database, makes sure that the default catalog exists, and is ready to serve then. */
    static Kernel open(ServeOptions options, Pools.Login login) {
        var pools = Pools.open(login);
        try {
            Migrations.run(pools.lanes());
            return wired(options, pools);
        } catch (RuntimeException e) {
            pools.close();
            throw e;
        }
    }

    private static Kernel wired(ServeOptions options, Pools pools) {
        var warehouse = warehouse(options.data());
        var clock = Clock.systemUTC();
        var memory = Memory.ofThisMachine();
        var lanesDatabase = new Database(pools.lanes());
        var readsDatabase = new Database(pools.reads());
        new Incarnations(lanesDatabase).open();

        var nodes = new Nodes(readsDatabase, memory.nodes());
        var commands = new Commands(lanesDatabase, EventCodec.current());
        var idempotency = new IdempotencyTable(lanesDatabase, options.idempotencyLifetime());
        var lanes = new Lanes(lanesDatabase, commands, nodes, idempotency, LaneLimits.DEFAULT);
        var catalogs = new Catalogs(lanesDatabase, commands, nodes, idempotency);
        openDefaultCatalog(catalogs, new CatalogTable(lanesDatabase), Locations.of(warehouse));

        var loader = new Loader(readsDatabase);
        var objects = new ContentCache(loader, memory.contents());
        var locations = new Locations(warehouse, options.allowedLocations());
        var files = new MetadataFiles(locations);
        var commits = new Commits(lanes, files);
        var mutations = new Mutations(idempotency, clock);
        var moves = new ObjectMoves(objects, commits, mutations);
        var tables = TableOperations.of(
                lanesDatabase, loader, objects, commits, mutations, moves, locations, files, memory.parsed());
        var router = IcebergRoutes.of(
                new Namespaces(objects, commits, mutations),
                new Listings(loader, new Trees(readsDatabase, nodes)),
                tables,
                new Views(objects, commits, mutations, moves, new TableLocations(locations), files));
        var iceberg = new IcebergApi(router, new Places(readsDatabase, clock), loader, options.idempotencyLifetime());
        return new Kernel(pools, commands, iceberg);
    }

    private static Path warehouse(Path data) {
        try {
            return Files.createDirectories(data.resolve("warehouse")).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the warehouse in " + data, e);
        }
    }

    private static void openDefaultCatalog(Catalogs catalogs, CatalogTable table, String warehouse) {
        String root = warehouse + "/" + CatalogName.DEFAULT;
        var actor = new Actor(PrincipalId.SERVER, Optional.empty(), "start", SaltedText.withFreshSalt("server"));
        if (table.find(TenantId.DEFAULT, CatalogName.DEFAULT).isEmpty()) {
            catalogs.create(TenantId.DEFAULT, CatalogName.DEFAULT, root, new TreeMap<>(), "{}", actor);
        }
        var existing = table.find(TenantId.DEFAULT, CatalogName.DEFAULT).orElseThrow();
        if (!existing.root().equals(root)) {
            throw new IllegalStateException(
                    "the database's catalog '%s' lies at %s, this server's warehouse at %s: start it with the data folder that it was created with"
                            .formatted(existing.name(), existing.root(), root));
        }
    }

    IcebergApi iceberg() {
        return iceberg;
    }

    @Override
    public void close() {
        commands.close();
        pools.close();
    }
}
