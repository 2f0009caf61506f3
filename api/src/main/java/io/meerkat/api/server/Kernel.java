package io.meerkat.api.server;

import io.meerkat.api.location.Locations;
import io.meerkat.api.location.Unfinished;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.command.axon.Commands;
import io.meerkat.model.Actor;
import io.meerkat.model.CatalogName;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.TenantId;
import io.meerkat.projection.follow.ReadSchema;
import io.meerkat.storage.Database;
import io.meerkat.storage.Migrations;
import io.meerkat.storage.catalog.CatalogTable;
import java.util.Optional;
import java.util.TreeMap;

/** Everything behind the port, wired: from the database up to the dialects. */
final class Kernel implements AutoCloseable {
    private final Pools pools;
    private final Commands commands;
    private final Unfinished unfinished;
    private final Locations locations;
    private final Background background;
    private final Dialects dialects;
    private final DatabaseProbe probe;

    private Kernel(Pools pools, Foundation foundation, Background background, Dialects dialects) {
        this.pools = pools;
        this.probe = new DatabaseProbe(pools.reads());
        this.commands = foundation.commands();
        this.unfinished = foundation.unfinished();
        this.locations = foundation.locations();
        this.background = background;
        this.dialects = dialects;
    }

    /** Migrates the database, makes sure that the default catalog exists, and is ready to serve then. */
    static Kernel open(ServeOptions options, Pools.Login login) {
        var locations = Warehouse.locations(options);
        var pools = Pools.open(login);
        try {
            Migrations.run(pools.lanes());
            ReadSchema.migrate(pools.followers());
            // Before anything is made there, and before purges and sweeps delete by what this database says.
            Warehouse.require(locations, new Database(pools.reads()));
            return wired(Foundation.of(options, locations, pools), pools, login);
        } catch (RuntimeException e) {
            pools.close();
            locations.close();
            throw e;
        }
    }

    private static Kernel wired(Foundation foundation, Pools pools, Pools.Login login) {
        var background = Background.of(foundation, login);
        try {
            background.prepare();
            openDefaultCatalog(foundation);
            background.start();
            return new Kernel(pools, foundation, background, Wiring.dialects(foundation, background));
        } catch (RuntimeException e) {
            close(background, foundation.commands(), pools, foundation.unfinished());
            throw e;
        }
    }

    private static void openDefaultCatalog(Foundation foundation) {
        var table = new CatalogTable(foundation.lanes());
        String root = Warehouse.root(foundation.locations());
        var actor = new Actor(PrincipalId.SERVER, Optional.empty(), "start", SaltedText.withFreshSalt("server"));
        if (table.find(TenantId.DEFAULT, CatalogName.DEFAULT).isEmpty()) {
            foundation.catalogs().create(TenantId.DEFAULT, CatalogName.DEFAULT, root, new TreeMap<>(), "{}", actor);
        }
    }

    Dialects dialects() {
        return dialects;
    }

    DatabaseProbe probe() {
        return probe;
    }

    @Override
    public void close() {
        close(background, commands, pools, unfinished);
        locations.close();
    }

    /** The journal last: whoever finds it unlocked takes it that nothing of it is committed any more. */
    private static void close(Background background, Commands commands, Pools pools, Unfinished unfinished) {
        background.close();
        commands.close();
        pools.close();
        unfinished.close();
    }
}
