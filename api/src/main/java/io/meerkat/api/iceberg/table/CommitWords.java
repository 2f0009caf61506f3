package io.meerkat.api.iceberg.table;

import io.meerkat.api.history.DifferenceWords;
import io.meerkat.api.history.TableDifference;
import io.meerkat.api.message.SnapshotWords;
import io.meerkat.model.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.MetadataUpdate.AddSnapshot;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;

/** What updates did to a table, in words for the log: {@code append to sales.orders: 3 files, 12 000 rows added}. */
final class CommitWords {
    /** More columns or properties than these are counted, not named. */
    private static final int NAMED_MAX = 3;

    private final TableMetadata before;
    private final TableMetadata after;
    private final List<MetadataUpdate> updates;

    private CommitWords(TableMetadata before, TableMetadata after, List<MetadataUpdate> updates) {
        this.before = before;
        this.after = after;
        this.updates = updates;
    }

    static String of(ObjectName name, TableMetadata before, TableMetadata after, List<MetadataUpdate> updates) {
        return new CommitWords(before, after, updates).sentence(name);
    }

    private String sentence(ObjectName name) {
        var snapshots = added(AddSnapshot.class).map(AddSnapshot::snapshot).toList();
        var rest = parts();
        if (snapshots.isEmpty() && rest.isEmpty()) {
            rest = DifferenceWords.of(TableDifference.of(before, after));
        }
        if (snapshots.size() == 1 && rest.isEmpty()) {
            var snapshot = snapshots.getFirst();
            return "%s %s%s".formatted(verb(snapshot), name, told(": ", SnapshotWords.of(snapshot.summary())));
        }
        var all = Stream.concat(
                        snapshots.stream()
                                .map(snapshot ->
                                        snapshot.operation() + told(" ", SnapshotWords.of(snapshot.summary()))),
                        rest.stream())
                .collect(Collectors.joining("; "));
        return "update " + name + told(": ", all);
    }

    private static String told(String before, String words) {
        return words.isEmpty() ? "" : before + words;
    }

    private static String verb(Snapshot snapshot) {
        return switch (Optional.ofNullable(snapshot.operation()).orElse("")) {
            case "append" -> "append to";
            case "overwrite" -> "overwrite in";
            case "delete" -> "delete from";
            case "replace" -> "rewrite files of";
            default -> "add a snapshot to";
        };
    }

    private List<String> parts() {
        var parts = new ArrayList<String>();
        columns(parts);
        added(MetadataUpdate.SetProperties.class)
                .map(update -> "set "
                        + listed(update.updated().keySet().stream().sorted().toList(), "property"))
                .forEach(parts::add);
        added(MetadataUpdate.RemoveProperties.class)
                .map(update ->
                        "remove " + listed(update.removed().stream().sorted().toList(), "property"))
                .forEach(parts::add);
        if (before.defaultSpecId() != after.defaultSpecId()) {
            parts.add("partition by " + after.spec().fields());
        }
        if (before.defaultSortOrderId() != after.defaultSortOrderId()) {
            parts.add("change the sort order");
        }
        if (before.formatVersion() != after.formatVersion()) {
            parts.add("upgrade to format version " + after.formatVersion());
        }
        if (!before.location().equals(after.location())) {
            parts.add("move to " + after.location());
        }
        refs(parts);
        added(MetadataUpdate.RemoveSnapshots.class)
                .map(update ->
                        "expire " + SnapshotWords.count(update.snapshotIds().size(), "snapshot"))
                .forEach(parts::add);
        return parts;
    }

    private void columns(List<String> parts) {
        if (before.currentSchemaId() == after.currentSchemaId()) {
            return;
        }
        var old = TypeUtil.indexById(before.schema().asStruct());
        var now = TypeUtil.indexById(after.schema().asStruct());
        told(parts, "add column ", now.values().stream().filter(field -> !old.containsKey(field.fieldId())), after);
        told(parts, "drop column ", old.values().stream().filter(field -> !now.containsKey(field.fieldId())), before);
        told(
                parts,
                "change column ",
                now.values().stream()
                        .filter(field -> old.containsKey(field.fieldId())
                                && !field.equals(old.get(field.fieldId()))
                                && field.type().isPrimitiveType()),
                after);
    }

    private static void told(List<String> parts, String verb, Stream<NestedField> fields, TableMetadata table) {
        var names = fields.map(field -> table.schema().findColumnName(field.fieldId()))
                .sorted()
                .toList();
        if (!names.isEmpty()) {
            parts.add(verb + listed(names, "column"));
        }
    }

    /** Iceberg's own branches and tags within the table; {@code main} moves with each snapshot. */
    private void refs(List<String> parts) {
        after.refs().forEach((name, ref) -> {
            if (!name.equals(SnapshotRef.MAIN_BRANCH)
                    && !ref.equals(before.refs().get(name))) {
                parts.add("set the %s %s".formatted(ref.isTag() ? "tag" : "branch", name));
            }
        });
        before.refs().keySet().stream()
                .filter(name -> !after.refs().containsKey(name))
                .sorted()
                .forEach(name -> parts.add("remove the ref " + name));
    }

    private static String listed(List<String> names, String noun) {
        return names.size() <= NAMED_MAX
                ? String.join(", ", names)
                : names.size() + " " + (noun.equals("property") ? "properties" : noun + "s");
    }

    private <T extends MetadataUpdate> Stream<T> added(Class<T> type) {
        return updates.stream().filter(type::isInstance).map(type::cast);
    }
}
