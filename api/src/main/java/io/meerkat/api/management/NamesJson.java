package io.meerkat.api.management;

import io.meerkat.model.Entry;
import io.meerkat.model.Identifier;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.Summary.AssetSummary;
import io.meerkat.model.Summary.NamespaceSummary;
import io.meerkat.model.Summary.TableSummary;
import io.meerkat.model.Summary.ViewSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Names of objects, {@code {"namespace": ["sales", "eu"], "name": "orders"}}, without a name for a namespace; and entries. */
final class NamesJson {
    private NamesJson() {}

    static ObjectNode shown(Identifier identifier) {
        var node = ManagementJson.object();
        return switch (identifier) {
            case NamespacePath namespace -> named(node, namespace);
            case ObjectName object ->
                named(node, object.namespace()).put("name", object.name().value());
        };
    }

    private static ObjectNode named(ObjectNode node, NamespacePath namespace) {
        var levels = node.putArray("namespace");
        namespace.strings().forEach(levels::add);
        return node;
    }

    static ObjectNode shown(Entry entry) {
        var node = ManagementJson.object()
                .put("kind", entry.kind().name().toLowerCase(Locale.ROOT))
                .put("id", entry.contentId().toString())
                .put("content", entry.content().hex());
        switch (entry.summary()) {
            case NamespaceSummary() -> {}
            case TableSummary(var format, var schema, var snapshot) -> {
                node.put("format_version", format).put("schema_id", schema);
                if (snapshot >= 0) {
                    node.put("snapshot_id", snapshot);
                }
            }
            case ViewSummary(var format, var schema, var version) ->
                node.put("format_version", format).put("schema_id", schema).put("version_id", version);
            case AssetSummary(var type) -> node.put("type", type);
        }
        return node;
    }

    static Identifier read(JsonNode node, String field) {
        var namespace = namespace(node, field);
        ManagementJson.requireOnly(node, List.of("namespace", "name"));
        if (!node.hasNonNull("name")) {
            return namespace;
        }
        return ManagementJson.text(node, "name")
                .map(namespace::object)
                .orElseThrow(() -> ManagementError.badRequest(
                        "The name in '%s' is empty; it is left away where the namespace itself is meant"
                                .formatted(field)));
    }

    static NamespacePath namespace(JsonNode node, String field) {
        var levels = new ArrayList<String>();
        if (node.isObject() && node.path("namespace").isArray()) {
            node.get("namespace").forEach(level -> levels.add(text(level, field)));
            return NamespacePath.of(List.copyOf(levels));
        }
        throw ManagementError.badRequest(
                "'%s' must be of the form {\"namespace\": [\"sales\"], \"name\": \"orders\"}".formatted(field));
    }

    private static String text(JsonNode level, String field) {
        if (!level.isString()) {
            throw ManagementError.badRequest("The levels of a namespace are texts: '%s'".formatted(field));
        }
        return level.stringValue();
    }
}
