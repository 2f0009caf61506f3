package io.meerkat.command.event;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.Protection;
import io.meerkat.model.Protection.Act;
import io.meerkat.model.RefPattern;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import io.meerkat.model.event.CatalogEvent.CatalogDropped;
import io.meerkat.model.event.CatalogEvent.ProtectionsSet;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of catalogs, revision 1. */
final class CatalogJson {
    static final String CREATED = "catalog-created";
    static final String DROPPED = "catalog-dropped";
    static final String PROTECTED = "protections-set";

    private CatalogJson() {}

    static ObjectNode created(CatalogCreated event) {
        return Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("name", event.name().value())
                .put("main", event.main().toString())
                .put("root", event.root())
                .set("properties", Json.strings(event.properties()));
    }

    static CatalogCreated created(JsonNode node) {
        return new CatalogCreated(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                new CatalogName(Json.text(node, "name")),
                new BranchId(Json.uuid(node, "main")),
                Json.text(node, "root"),
                Json.strings(node.required("properties")));
    }

    static ObjectNode dropped(CatalogDropped event) {
        return Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("name", event.name().value());
    }

    static ObjectNode protectionsSet(ProtectionsSet event) {
        var node = Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("name", event.name().value());
        var protections = node.putArray("protections");
        event.protections().forEach(protection -> {
            var forbids = protections
                    .addObject()
                    .put("pattern", protection.pattern().value())
                    .putArray("forbids");
            protection.forbids().forEach(act -> forbids.add(act.name().toLowerCase(Locale.ROOT)));
        });
        return node;
    }

    static ProtectionsSet protectionsSet(JsonNode node) {
        return new ProtectionsSet(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                new CatalogName(Json.text(node, "name")),
                node.required("protections")
                        .valueStream()
                        .map(CatalogJson::protection)
                        .toList());
    }

    private static Protection protection(JsonNode node) {
        return new Protection(
                new RefPattern(Json.text(node, "pattern")),
                node.required("forbids")
                        .valueStream()
                        .map(act -> Act.valueOf(act.stringValue().toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
    }

    static CatalogDropped dropped(JsonNode node) {
        return new CatalogDropped(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                new CatalogName(Json.text(node, "name")));
    }
}
