package io.meerkat.api.server;

import io.meerkat.api.location.Locations;
import io.meerkat.api.location.Unfinished;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.api.ref.Places;
import io.meerkat.api.store.StorePath;
import io.meerkat.command.Aggregates;
import io.meerkat.command.axon.Commands;
import io.meerkat.command.catalog.Catalogs;
import io.meerkat.command.event.Readers;
import io.meerkat.command.ref.Refs;
import io.meerkat.storage.Database;
import io.meerkat.storage.Incarnations;
import io.meerkat.storage.Settled;
import io.meerkat.storage.commit.CommitGraphs;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.Nodes;
import io.meerkat.storage.load.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

/** What all dialects and the background stand on. */
record Foundation(
        ServeOptions options,
        Clock clock,
        Memory memory,
        Locations locations,
        Database lanes,
        Database reads,
        Database followers,
        Loader loader,
        Nodes nodes,
        CommitGraphs graphs,
        Readers readers,
        Commands commands,
        IdempotencyTable idempotency,
        Unfinished unfinished) {

    static Foundation of(ServeOptions options, Locations locations, Pools pools) {
        var memory = Memory.ofThisMachine();
        var lanes = new Database(pools.lanes());
        var reads = new Database(pools.reads());
        var readers = new Readers();
        new Incarnations(lanes).open();
        makeFolder(locations.warehouse());
        return new Foundation(
                options,
                Clock.systemUTC(),
                memory,
                locations,
                lanes,
                reads,
                new Database(pools.followers()),
                new Loader(reads, memory.keys()),
                new Nodes(reads, memory.nodes()),
                new CommitGraphs(reads),
                readers,
                Aggregates.open(lanes, readers),
                new IdempotencyTable(lanes, options.idempotencyLifetime()),
                Unfinished.open(unfinished(options.data(), lanes)));
    }

    private static void makeFolder(StorePath warehouse) {
        try {
            warehouse.store().makeFolder(warehouse);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the warehouse " + warehouse, e);
        }
    }

    /** Of this database alone: what another one has not committed may be committed here. */
    static Path unfinished(Path data, Database database) {
        return data.resolve("unfinished").resolve(new Settled(database).databaseId());
    }

    Catalogs catalogs() {
        return new Catalogs(lanes, commands, branchTrees(), idempotency);
    }

    Refs refs() {
        return new Refs(lanes, commands, branchTrees());
    }

    Trees trees() {
        return new Trees(reads, nodes);
    }

    /** For who commits: as its own transaction sees them. */
    Trees branchTrees() {
        return new Trees(lanes, nodes);
    }

    Places places() {
        return new Places(reads, graphs, clock);
    }
}
