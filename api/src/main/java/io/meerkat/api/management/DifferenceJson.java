package io.meerkat.api.management;

import io.meerkat.api.history.DifferenceWords;
import io.meerkat.api.history.Differences.Inside;
import io.meerkat.api.history.Differences.Within;
import io.meerkat.api.history.ObjectChange;
import io.meerkat.api.history.TableDifference;
import io.meerkat.api.history.TableDifference.Column;
import io.meerkat.api.history.TableDifference.PropertyChange;
import io.meerkat.api.history.TableDifference.SnapshotFact;
import io.meerkat.api.history.TableDifference.Totals;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Differences for clients: what became of each object, and what differs within it. */
final class DifferenceJson {
    private DifferenceJson() {}

    static void add(ArrayNode to, List<ObjectChange> changes, Inside inside) {
        inside.announce(changes);
        changes.forEach(change -> to.add(shown(change, inside)));
    }

    static ObjectNode shown(ObjectChange change, Inside inside) {
        var node = shown(change);
        inside.of(change).ifPresent(within -> add(node, within));
        return node;
    }

    static ObjectNode shown(ObjectChange change) {
        var node = ManagementJson.object()
                .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
                .put("change", change.verb().name().toLowerCase(Locale.ROOT));
        node.set("name", NamesJson.shown(change.key().identifier()));
        change.from().ifPresent(key -> node.set("from", NamesJson.shown(key.identifier())));
        change.before().ifPresent(entry -> node.set("before", NamesJson.shown(entry)));
        change.after().ifPresent(entry -> node.set("after", NamesJson.shown(entry)));
        return node;
    }

    private static void add(ObjectNode node, Within within) {
        switch (within) {
            case Within.Table(var difference) -> {
                var words = node.putArray("words");
                DifferenceWords.of(difference).forEach(words::add);
                node.set("table", shown(difference));
            }
            case Within.Namespace(var properties) -> node.set("properties", shown(properties));
            case Within.View(var query, var properties) -> {
                query.ifPresent(change ->
                        node.putObject("query").put("before", change.before()).put("after", change.after()));
                node.set("properties", shown(properties));
            }
        }
    }

    private static ObjectNode shown(TableDifference difference) {
        var node = ManagementJson.object();
        var columns = node.putArray("columns");
        difference.columns().forEach(change -> {
            var column = columns.addObject().put("id", change.id());
            change.before().ifPresent(was -> column.set("before", shown(was)));
            change.after().ifPresent(is -> column.set("after", shown(is)));
        });
        node.set("properties", shown(difference.properties()));
        var settings = node.putArray("settings");
        difference
                .settings()
                .forEach(setting -> settings.addObject()
                        .put("name", setting.name())
                        .put("before", setting.before())
                        .put("after", setting.after()));
        var added = node.putArray("snapshots_added");
        difference.added().forEach(snapshot -> added.add(shown(snapshot)));
        var removed = node.putArray("snapshots_removed");
        difference.removed().forEach(removed::add);
        node.set("before", shown(difference.before()));
        node.set("after", shown(difference.after()));
        return node;
    }

    private static ObjectNode shown(Column column) {
        var node = ManagementJson.object()
                .put("name", column.name())
                .put("type", column.type())
                .put("required", column.required());
        column.doc().ifPresent(doc -> node.put("doc", doc));
        column.initialDefault().ifPresent(value -> node.put("initial_default", value));
        column.writeDefault().ifPresent(value -> node.put("write_default", value));
        return node;
    }

    private static ArrayNode shown(List<PropertyChange> properties) {
        var node = ManagementJson.array();
        properties.forEach(change -> {
            var property = node.addObject().put("key", change.key());
            change.before().ifPresent(value -> property.put("before", value));
            change.after().ifPresent(value -> property.put("after", value));
        });
        return node;
    }

    private static ObjectNode shown(SnapshotFact snapshot) {
        var node = ManagementJson.object().put("id", snapshot.id()).put("operation", snapshot.operation());
        snapshot.parent().ifPresent(parent -> node.put("parent", parent));
        var summary = node.putObject("summary");
        snapshot.summary().forEach(summary::put);
        return node;
    }

    private static ObjectNode shown(Totals totals) {
        var node = ManagementJson.object();
        put(node, "snapshot_id", totals.snapshot());
        put(node, "files", totals.files());
        put(node, "rows", totals.rows());
        return node;
    }

    private static void put(ObjectNode node, String field, Optional<Long> value) {
        value.ifPresent(number -> node.put(field, number));
    }
}
