package io.meerkat.command.event;

import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.RefName;
import io.meerkat.model.TagId;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.TagEvent.TagCreated;
import io.meerkat.model.event.TagEvent.TagDeleted;
import io.meerkat.model.event.TagEvent.TagRenamed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of tags, revision 1. */
final class TagJson {
    static final String CREATED = "tag-created";
    static final String RENAMED = "tag-renamed";
    static final String DELETED = "tag-deleted";

    private TagJson() {}

    static ObjectNode created(TagCreated event) {
        return Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("tag", event.tag().toString())
                .put("name", event.name().value())
                .put("commit", event.commit().hex());
    }

    static TagCreated created(JsonNode node) {
        return new TagCreated(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                new TagId(Json.uuid(node, "tag")),
                new RefName(Json.text(node, "name")),
                CommitId.parse(Json.text(node, "commit")));
    }

    static ObjectNode renamed(TagRenamed event) {
        return Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("tag", event.tag().toString())
                .put("name", event.name().value())
                .put("to", event.to().value());
    }

    static TagRenamed renamed(JsonNode node) {
        return new TagRenamed(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                new TagId(Json.uuid(node, "tag")),
                new RefName(Json.text(node, "name")),
                new RefName(Json.text(node, "to")));
    }

    static ObjectNode deleted(TagDeleted event) {
        return Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("tag", event.tag().toString())
                .put("name", event.name().value());
    }

    static TagDeleted deleted(JsonNode node) {
        return new TagDeleted(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                new TagId(Json.uuid(node, "tag")),
                new RefName(Json.text(node, "name")));
    }
}
