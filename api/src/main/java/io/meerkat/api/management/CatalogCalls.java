package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.location.Locations;
import io.meerkat.command.catalog.Catalogs;
import io.meerkat.merge.tree.Row;
import io.meerkat.model.CatalogName;
import io.meerkat.model.Identifier;
import io.meerkat.model.KeyRange;
import io.meerkat.model.Kind;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.CatalogTable;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.RefPoint;
import io.meerkat.storage.load.Trees;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Catalogs as a whole. */
public final class CatalogCalls {
    private static final String LOCAL = "Local";

    private final Catalogs catalogs;
    private final CatalogTable table;
    private final Loader loader;
    private final Trees trees;
    private final Locations locations;
    private final Path warehouse;

    public CatalogCalls(
            Catalogs catalogs, CatalogTable table, Loader loader, Trees trees, Locations locations, Path warehouse) {
        this.catalogs = catalogs;
        this.table = table;
        this.loader = loader;
        this.trees = trees;
        this.locations = locations;
        this.warehouse = warehouse;
    }

    Answer list(Request request) {
        var shown = Paging.slice(request, table.list(TenantId.DEFAULT)).stream()
                .map(CatalogCalls::shown)
                .toList();
        return Answer.json(200, ManagementJson.write(shown));
    }

    Answer find(Request request, String name) {
        return Answer.json(200, ManagementJson.write(shown(named(name))));
    }

    Answer create(Request request) {
        var body = ManagementJson.object(request.body());
        var name = ManagementJson.text(body, "name")
                .map(CatalogName::new)
                .orElseThrow(() -> ManagementError.badRequest("A catalog needs a name"));
        requireLocal(body);
        var properties = ManagementJson.texts(body, "properties");
        return catalogs.create(
                        TenantId.DEFAULT,
                        name,
                        root(body, name),
                        properties,
                        ManagementJson.text(properties),
                        request.actor())
                .map(row -> Answer.json(201, ManagementJson.write(shown(row))))
                .orElseThrow(() -> ManagementError.conflict("Catalog already exists: " + name));
    }

    private static void requireLocal(JsonNode body) {
        if (!ManagementJson.text(body, "catalog_type").orElse(LOCAL).equalsIgnoreCase(LOCAL)) {
            throw ManagementError.badRequest("Only catalogs of the type %s can be created".formatted(LOCAL));
        }
        ManagementJson.text(body, "warehouse_name").ifPresent(warehouse -> {
            throw ManagementError.badRequest("Warehouse not found: " + warehouse);
        });
    }

    private String root(JsonNode body, CatalogName name) {
        return ManagementJson.text(body, "storage_location")
                .map(location -> Locations.of(locations.path(location)))
                .orElseGet(() -> Locations.of(warehouse) + "/" + name);
    }

    Answer drop(Request request, String name) {
        var row = named(name);
        if (row.name().equals(CatalogName.DEFAULT)) {
            throw ManagementError.conflict(
                    "The catalog %s is the one that clients get who name none; it cannot be dropped"
                            .formatted(CatalogName.DEFAULT));
        }
        held(row).ifPresent(held -> {
            throw ManagementError.conflict("Catalog %s is not empty: it holds %s".formatted(row.name(), held));
        });
        catalogs.drop(row, request.actor());
        return Answer.empty(204);
    }

    /** A table or view of the catalog; empty namespaces go with it. */
    private Optional<Identifier> held(CatalogRow row) {
        return loader.ref(row.tenant(), row.name(), new RefPoint.HeadOf(RefName.MAIN))
                .flatMap(ref -> trees.at(ref)
                        .rows(KeyRange.all())
                        .filter(entry -> entry.entry().kind() != Kind.NAMESPACE)
                        .findFirst())
                .map(Row::key)
                .map(key -> key.identifier());
    }

    private CatalogRow named(String name) {
        return table.find(TenantId.DEFAULT, new CatalogName(name))
                .orElseThrow(() -> ManagementError.notFound("Catalog does not exist: " + name));
    }

    private static JsonNode shown(CatalogRow row) {
        return ManagementJson.object()
                .put("id", row.catalog().toString())
                .put("name", row.name().value())
                .put("catalog_type", LOCAL)
                .putNull("warehouse_name")
                .put("storage_location", row.root())
                .putNull("federated_config")
                .set("properties", ManagementJson.tree(row.properties()));
    }
}
