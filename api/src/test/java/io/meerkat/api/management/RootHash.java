package io.meerkat.api.management;

import io.meerkat.merge.tree.Row;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.Summary;
import io.meerkat.model.TreeKey;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The root of a commit's tree, as it is told, and as it must be: of a tree that is built from all entries, one by one. */
final class RootHash {
    private RootHash() {}

    static String told(TestCatalog catalog, String commit) {
        return catalog.get("commits/" + commit).get("root").stringValue();
    }

    static String computed(TestCatalog catalog, String commit) {
        var entries = new TreeMap<TreeKey, Entry>();
        var first = catalog.get("log?limit=1000&ref=" + commit).get("commits");
        var root = first.get(first.size() - 1).get("id").stringValue();
        for (JsonNode change : catalog.get("commits/" + root).get("changes")) {
            entries.put(key(change.get("name")), entry(change.get("after")));
        }
        for (JsonNode change : catalog.get("diff?limit=1000&from=%s&to=%s".formatted(root, commit))
                .get("changes")) {
            entries.put(key(change.get("name")), entry(change.get("after")));
        }
        var rows = entries.entrySet().stream().map(entry -> Row.of(entry.getKey(), entry.getValue()));
        return Tree.build(rows.iterator(), hash -> {
                    throw new AssertionError("nothing is stored: " + hash);
                })
                .root()
                .hex();
    }

    private static TreeKey key(JsonNode name) {
        return NamesJson.read(name, "name").key();
    }

    private static Entry entry(JsonNode entry) {
        var summary = entry.get("kind").stringValue().equals("namespace")
                ? new Summary.NamespaceSummary()
                : new Summary.TableSummary(
                        entry.get("format_version").intValue(),
                        entry.get("schema_id").intValue(),
                        entry.path("snapshot_id").longValue(-1));
        return new Entry(
                new ContentId(UUID.fromString(entry.get("id").stringValue())),
                Hash.parse(entry.get("content").stringValue()),
                summary);
    }
}
