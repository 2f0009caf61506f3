package io.meerkat.api.management;

import io.meerkat.api.management.schema.Refs;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.BranchPurpose.Type;
import io.meerkat.model.Identifier;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TreeKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a branch is for: {@code {"purpose": "ingest", "tables": [{"namespace": ["sales"], "name": "orders"}]}}. */
final class PurposeJson {
    private PurposeJson() {}

    static ObjectNode shown(BranchPurpose purpose) {
        var node = ManagementJson.object().put("purpose", word(purpose.type()));
        if (purpose.isPartial()) {
            var tables = node.putArray("tables");
            purpose.writable().forEach(key -> tables.add(NamesJson.shown(key.identifier())));
        }
        return node;
    }

    static BranchPurpose read(JsonNode body) {
        var type = ManagementJson.text(body, "purpose").map(PurposeJson::known).orElse(Type.EXPERIMENTAL);
        return BranchPurpose.of(type, tables(body));
    }

    static Type known(String word) {
        return Arrays.stream(Type.values())
                .filter(type -> word(type).equals(word))
                .findFirst()
                .orElseThrow(() -> ManagementError.badRequest("'purpose' must be one of %s, not '%s'"
                        .formatted(
                                Arrays.stream(Type.values())
                                        .map(PurposeJson::word)
                                        .collect(Collectors.joining(", ")),
                                word)));
    }

    static String word(Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static List<TreeKey> tables(JsonNode body) {
        if (!body.hasNonNull("tables")) {
            return List.of();
        }
        var tables = body.get("tables");
        if (!tables.isArray() || tables.isEmpty()) {
            throw ManagementError.badRequest("'tables' must list what can be written on a partial branch");
        }
        if (tables.size() > Refs.TABLES_MAX) {
            throw ManagementError.badRequest(
                    "A partial branch has at most %d tables, not %d".formatted(Refs.TABLES_MAX, tables.size()));
        }
        return tables.valueStream().map(PurposeJson::table).toList();
    }

    private static TreeKey table(JsonNode node) {
        Identifier name = NamesJson.read(node, "tables");
        if (name instanceof NamespacePath) {
            throw ManagementError.badRequest(
                    "'tables' must name tables or views, and %s is a namespace".formatted(name));
        }
        return name.key();
    }
}
