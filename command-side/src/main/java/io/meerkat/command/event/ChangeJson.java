package io.meerkat.command.event;

import io.meerkat.model.Change;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Summary;
import io.meerkat.model.Summary.AssetSummary;
import io.meerkat.model.Summary.NamespaceSummary;
import io.meerkat.model.Summary.TableSummary;
import io.meerkat.model.Summary.ViewSummary;
import io.meerkat.model.TreeKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A change in the JSON of a commit. The key is in hex, for a name may hold anything. */
final class ChangeJson {
    private ChangeJson() {}

    static ObjectNode change(Change change) {
        var node = Json.object().put("key", change.key().hex());
        change.before().ifPresent(entry -> node.set("before", entry(entry)));
        change.after().ifPresent(entry -> node.set("after", entry(entry)));
        change.updates().ifPresent(updates -> node.put("updates", updates));
        return node;
    }

    static Change change(JsonNode node) {
        return new Change(
                TreeKey.parseHex(Json.text(node, "key")),
                Json.optional(node, "before", ChangeJson::entry),
                Json.optional(node, "after", ChangeJson::entry),
                Json.optional(node, "updates", JsonNode::stringValue));
    }

    private static ObjectNode entry(Entry entry) {
        var node = Json.object()
                .put("object", entry.contentId().toString())
                .put("content", entry.content().hex());
        switch (entry.summary()) {
            case NamespaceSummary() -> node.put("kind", "namespace");
            case TableSummary(var format, var schema, var snapshot) ->
                node.put("kind", "table")
                        .put("format", format)
                        .put("schema", schema)
                        .put("snapshot", snapshot);
            case ViewSummary(var format, var schema, var version) ->
                node.put("kind", "view")
                        .put("format", format)
                        .put("schema", schema)
                        .put("version", version);
            case AssetSummary(var type) -> node.put("kind", "asset").put("type", type);
        }
        return node;
    }

    private static Entry entry(JsonNode node) {
        return new Entry(new ContentId(Json.uuid(node, "object")), Json.hash(node, "content"), summary(node));
    }

    private static Summary summary(JsonNode node) {
        String kind = Json.text(node, "kind");
        return switch (kind) {
            case "namespace" -> new NamespaceSummary();
            case "table" ->
                new TableSummary(
                        node.required("format").intValue(),
                        node.required("schema").intValue(),
                        node.required("snapshot").longValue());
            case "view" ->
                new ViewSummary(
                        node.required("format").intValue(),
                        node.required("schema").intValue(),
                        node.required("version").intValue());
            case "asset" -> new AssetSummary(Json.text(node, "type"));
            default -> throw new IllegalArgumentException("unknown kind of entry '%s'".formatted(kind));
        };
    }
}
