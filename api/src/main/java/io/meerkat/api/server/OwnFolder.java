package io.meerkat.api.server;

import io.meerkat.api.location.Locations;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.model.CatalogName;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogTable;
import java.nio.file.Path;

/** Whether a database and a data folder belong together. */
final class OwnFolder {
    private OwnFolder() {}

    /** @throws StartRefused if the database's default catalog lies elsewhere */
    static void require(ServeOptions options, Database database) {
        String root = root(Locations.real(options.data().resolve(Foundation.WAREHOUSE)));
        new CatalogTable(database)
                .find(TenantId.DEFAULT, CatalogName.DEFAULT)
                .filter(existing -> !existing.root().equals(root))
                .ifPresent(existing -> {
                    throw new StartRefused(
                            "The database's catalog '%s' lies at %s, this server's warehouse at %s. Start it with the data folder (--data) that the catalog was created with."
                                    .formatted(existing.name(), existing.root(), root));
                });
    }

    /** Where the default catalog of a warehouse lies. */
    static String root(Path warehouse) {
        return Locations.of(warehouse) + "/" + CatalogName.DEFAULT;
    }
}
