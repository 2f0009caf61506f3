package io.meerkat.api.server;

import io.meerkat.api.location.Locations;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.api.store.LocalStore;
import io.meerkat.api.store.S3Settings;
import io.meerkat.api.store.S3Store;
import io.meerkat.api.store.StorePath;
import io.meerkat.model.CatalogName;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.CatalogTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.springframework.core.NestedExceptionUtils;

/** Where the tables of this server lie, and whether they are those that its database knows. */
final class Warehouse {
    /** The file by which a warehouse on S3 is known again. */
    private static final String MARK = ".meerkat";

    private Warehouse() {}

    /** Makes nothing yet. */
    static Locations locations(ServeOptions options) {
        var local = new LocalStore();
        var warehouse =
                options.warehouse().map(location -> onS3(options, location)).orElseGet(() -> local.of(folder(options)));
        return new Locations(warehouse, local, options.allowedLocations());
    }

    static Path folder(ServeOptions options) {
        return options.data().resolve("warehouse");
    }

    private static StorePath onS3(ServeOptions options, String location) {
        try {
            return new S3Store(S3Settings.of(options.s3Endpoint())).path(location);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    "The warehouse %s (--warehouse) cannot be used: %s.".formatted(location, e.getMessage()));
        }
    }

    /** Where the default catalog lies. */
    static String root(Locations locations) {
        return locations.warehouse().resolve(CatalogName.DEFAULT.value()).location();
    }

    /** @throws StartRefused if the database's default catalog lies elsewhere, or its warehouse cannot be used */
    static void require(Locations locations, Database database) {
        var existing = new CatalogTable(database).find(TenantId.DEFAULT, CatalogName.DEFAULT);
        existing.map(CatalogRow::root)
                .filter(root -> !root.equals(root(locations)))
                .ifPresent(root -> {
                    throw new StartRefused(
                            "The database's catalog '%s' lies at %s, this server's warehouse at %s. Start it with the data folder (--data), or the warehouse (--warehouse), that the catalog was created with."
                                    .formatted(CatalogName.DEFAULT, root, root(locations)));
                });
        if (locations.warehouse().store() instanceof S3Store) {
            requireMark(locations.warehouse(), existing.isPresent());
        }
    }

    /** A store that is another one holds none of the files, and each would count as gone. */
    private static void requireMark(StorePath warehouse, boolean used) {
        var mark = warehouse.resolve(MARK);
        try {
            if (used && !mark.exists()) {
                throw new StartRefused(
                        "The warehouse %s (--warehouse) is not the one that the database knows: %s is missing. Check S3_ENDPOINT and AWS_REGION."
                                .formatted(warehouse, mark));
            }
            warehouse.store().write(mark, "A warehouse of Meerkat.\n".getBytes(StandardCharsets.UTF_8));
        } catch (StartRefused e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new StartRefused(
                    "The warehouse %s (--warehouse) cannot be used: %s. Check S3_ENDPOINT, AWS_REGION and the credentials (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)."
                            .formatted(
                                    warehouse,
                                    NestedExceptionUtils.getMostSpecificCause(e).getMessage()));
        }
    }
}
