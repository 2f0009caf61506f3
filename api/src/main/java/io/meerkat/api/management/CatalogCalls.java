package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.location.Locations;
import io.meerkat.api.ref.Closed;
import io.meerkat.api.store.StorePath;
import io.meerkat.command.catalog.Catalogs;
import io.meerkat.command.catalog.DropOutcome;
import io.meerkat.model.CatalogName;
import io.meerkat.model.Protection;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.CatalogTable;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.ClaimTable;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Catalogs as a whole. */
public final class CatalogCalls {
    private static final String LOCAL = "Local";

    private final Catalogs catalogs;
    private final CatalogTable table;
    private final ClaimTable claims;
    private final Locations locations;

    public CatalogCalls(Catalogs catalogs, CatalogTable table, ClaimTable claims, Locations locations) {
        this.catalogs = catalogs;
        this.table = table;
        this.claims = claims;
        this.locations = locations;
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
                .orElseThrow(() -> ManagementError.conflict("Catalog already exists: " + name, name.value()));
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
        var root = ManagementJson.text(body, "storage_location")
                .map(locations::root)
                .orElseGet(() -> locations.warehouse().resolve(name.value()));
        requireFree(root);
        return root.location();
    }

    /** Within a table nothing else may lie, so that no table could ever be made there. */
    private void requireFree(StorePath root) {
        claims.overlapping(TenantId.DEFAULT, List.of(root.text())).stream()
                .filter(claim -> claim.state() == Claim.State.LIVE || claim.state() == Claim.State.STAGED)
                .filter(claim -> root.isWithin(new StorePath(root.store(), claim.path())))
                .findFirst()
                .ifPresent(claim -> {
                    throw ManagementError.badRequest("The catalog would lie at %s, within the table %s at %s"
                            .formatted(root.location(), claim.key().identifier(), claim.path()));
                });
    }

    Answer drop(Request request, String name) {
        var row = named(name);
        if (row.name().equals(CatalogName.DEFAULT)) {
            throw ManagementError.conflict(
                    "The catalog %s is the one that clients get who name none; it cannot be dropped"
                            .formatted(CatalogName.DEFAULT));
        }
        return switch (catalogs.drop(row, request.actor())) {
            case DropOutcome.Dropped dropped -> Answer.empty(204);
            case DropOutcome.NoSuchCatalog gone -> throw noSuch(name);
            case DropOutcome.HasRefs(var ref) ->
                throw ManagementError.conflict(
                        "Catalog %s has the ref %s: delete its branches and tags first".formatted(name, ref));
            case DropOutcome.Protected() ->
                throw ManagementError.forbidden(Closed.words(RefName.MAIN, Protection.Act.DELETE));
            case DropOutcome.NotEmpty(var held) ->
                throw ManagementError.conflict("Catalog %s is not empty: it holds %s".formatted(name, held));
        };
    }

    private CatalogRow named(String name) {
        return table.find(TenantId.DEFAULT, new CatalogName(name)).orElseThrow(() -> noSuch(name));
    }

    private static ManagementError noSuch(String name) {
        return ManagementError.notFound("Catalog does not exist: " + name);
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
