package io.meerkat.api.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SingleValueParser;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two states of a table. A column is followed by its id, so that one that was renamed is the same. Lists
 * of what a side has alone are in the order of their ids, properties in that of their keys.
 */
public record TableDifference(
        List<ColumnChange> columns,
        List<PropertyChange> properties,
        List<Setting> settings,
        List<SnapshotFact> added,
        List<Long> removed,
        Totals before,
        Totals after) {
    /** The setting that says where the branch is that readers get who name none. */
    static final String MAIN = ref(SnapshotRef.MAIN_BRANCH);

    public TableDifference {
        columns = List.copyOf(columns);
        properties = List.copyOf(properties);
        settings = List.copyOf(settings);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** A column by its full name; its type and defaults as Iceberg writes them. */
    public record Column(
            String name,
            String type,
            boolean required,
            Optional<String> doc,
            Optional<String> initialDefault,
            Optional<String> writeDefault) {}

    /** {@code before} is absent where the column was added, {@code after} where it was dropped. */
    public record ColumnChange(int id, Optional<Column> before, Optional<Column> after) {}

    public record PropertyChange(String key, Optional<String> before, Optional<String> after) {}

    /** Something that a table has one of: its partitioning, sort order, location, format version or a branch or tag. */
    public record Setting(String name, String before, String after) {}

    /** {@code summary} is what its writer said of it. */
    public record SnapshotFact(long id, Optional<Long> parent, String operation, Map<String, String> summary) {}

    /** Of the current snapshot, as far as its writer said. */
    public record Totals(Optional<Long> snapshot, Optional<Long> files, Optional<Long> rows) {}

    public boolean isNone() {
        return columns.isEmpty()
                && properties.isEmpty()
                && settings.isEmpty()
                && added.isEmpty()
                && removed.isEmpty()
                && before.equals(after);
    }

    public static TableDifference of(TableMetadata before, TableMetadata after) {
        return new TableDifference(
                columns(before, after),
                properties(before.properties(), after.properties()),
                settings(before, after),
                added(before, after),
                added(after, before).stream().map(SnapshotFact::id).toList(),
                totals(before),
                totals(after));
    }

    private static List<ColumnChange> columns(TableMetadata before, TableMetadata after) {
        var old = columns(before.schema());
        var now = columns(after.schema());
        var ids = new TreeSet<>(old.keySet());
        ids.addAll(now.keySet());
        return ids.stream()
                .map(id -> new ColumnChange(id, Optional.ofNullable(old.get(id)), Optional.ofNullable(now.get(id))))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    private static Map<Integer, Column> columns(Schema schema) {
        var columns = new TreeMap<Integer, Column>();
        for (NestedField field : TypeUtil.indexById(schema.asStruct()).values()) {
            var type = field.type().isPrimitiveType()
                    ? field.type().toString()
                    : field.type().typeId().toString().toLowerCase(Locale.ROOT);
            columns.put(
                    field.fieldId(),
                    new Column(
                            schema.findColumnName(field.fieldId()),
                            type,
                            field.isRequired(),
                            Optional.ofNullable(field.doc()),
                            preset(field.type(), field.initialDefault()),
                            preset(field.type(), field.writeDefault())));
        }
        return columns;
    }

    private static Optional<String> preset(Type type, @Nullable Object value) {
        return Optional.ofNullable(value).map(some -> SingleValueParser.toJson(type, some));
    }

    /** The columns that both have, by their names since, as each has them; the same where none was moved. */
    private static Setting order(Schema before, Schema after) {
        return new Setting("column_order", order(before, after, after), order(after, before, after));
    }

    private static String order(Schema of, Schema other, Schema names) {
        return fields(of.asStruct())
                .map(NestedField::fieldId)
                .filter(id -> other.findField(id) != null)
                .map(names::findColumnName)
                .toList()
                .toString();
    }

    private static Stream<NestedField> fields(Type type) {
        return type.isNestedType()
                ? type.asNestedType().fields().stream()
                        .flatMap(field -> Stream.concat(Stream.of(field), fields(field.type())))
                : Stream.empty();
    }

    static List<PropertyChange> properties(Map<String, String> before, Map<String, String> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .sorted()
                .map(key -> new PropertyChange(
                        key, Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key))))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    private static List<Setting> settings(TableMetadata before, TableMetadata after) {
        var settings = new ArrayList<Setting>();
        settings.add(new Setting(
                "format_version", String.valueOf(before.formatVersion()), String.valueOf(after.formatVersion())));
        settings.add(new Setting("location", before.location(), after.location()));
        settings.add(new Setting(
                "partitioning",
                before.spec().fields().toString(),
                after.spec().fields().toString()));
        settings.add(new Setting(
                "sort_order",
                before.sortOrder().fields().toString(),
                after.sortOrder().fields().toString()));
        settings.add(order(before.schema(), after.schema()));
        settings.add(new Setting(
                "identifier_fields",
                before.schema().identifierFieldNames().stream()
                        .sorted()
                        .toList()
                        .toString(),
                after.schema().identifierFieldNames().stream().sorted().toList().toString()));
        Stream.concat(before.refs().keySet().stream(), after.refs().keySet().stream())
                .distinct()
                .sorted()
                .map(name -> new Setting(ref(name), ref(before, name), ref(after, name)))
                .forEach(settings::add);
        return settings.stream()
                .filter(setting -> !setting.before().equals(setting.after()))
                .toList();
    }

    private static String ref(String name) {
        return "ref " + name;
    }

    private static String ref(TableMetadata table, String name) {
        return Optional.ofNullable(table.refs().get(name))
                .map(ref -> "%s at %d".formatted(ref.isTag() ? "tag" : "branch", ref.snapshotId()))
                .orElse("none");
    }

    private static List<SnapshotFact> added(TableMetadata before, TableMetadata after) {
        var known = before.snapshots().stream().map(Snapshot::snapshotId).collect(Collectors.toSet());
        return after.snapshots().stream()
                .filter(snapshot -> !known.contains(snapshot.snapshotId()))
                .map(snapshot -> new SnapshotFact(
                        snapshot.snapshotId(),
                        Optional.ofNullable(snapshot.parentId()),
                        Objects.requireNonNullElse(snapshot.operation(), "unknown"),
                        Map.copyOf(Objects.requireNonNullElse(snapshot.summary(), Map.<String, String>of()))))
                .toList();
    }

    private static Totals totals(TableMetadata table) {
        var snapshot = Optional.ofNullable(table.currentSnapshot());
        return new Totals(
                snapshot.map(Snapshot::snapshotId),
                snapshot.flatMap(current -> number(current, "total-data-files")),
                snapshot.flatMap(current -> number(current, "total-records")));
    }

    /** A writer may have put anything into its summary. */
    private static Optional<Long> number(Snapshot snapshot, String key) {
        try {
            return Optional.ofNullable(snapshot.summary())
                    .map(summary -> summary.get(key))
                    .map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
