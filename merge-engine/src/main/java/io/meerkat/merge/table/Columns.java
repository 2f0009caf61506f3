package io.meerkat.merge.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.ListType;
import org.apache.iceberg.types.Types.MapType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;

/** The columns of a schema by id, those in others included, each struct's in its order. */
final class Columns {
    private final Map<Integer, Column> byId = new LinkedHashMap<>();
    private final Map<Integer, List<Integer>> children = new LinkedHashMap<>();

    Columns(Collection<Column> columns) {
        for (Column column : columns) {
            byId.put(column.id(), column);
            children.computeIfAbsent(column.parent(), parent -> new ArrayList<>())
                    .add(column.id());
        }
    }

    static Columns of(Schema schema) {
        var columns = new ArrayList<Column>();
        collect(schema.columns(), Column.TABLE, columns);
        return new Columns(columns);
    }

    private static void collect(List<NestedField> fields, int parent, List<Column> into) {
        for (NestedField field : fields) {
            into.add(Column.of(field, parent));
            if (field.type().isNestedType()) {
                collect(field.type().asNestedType().fields(), field.fieldId(), into);
            }
        }
    }

    Set<Integer> ids() {
        return byId.keySet();
    }

    Collection<Column> all() {
        return byId.values();
    }

    boolean has(int id) {
        return byId.containsKey(id);
    }

    Optional<Column> get(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Integer> children(int parent) {
        return children.getOrDefault(parent, List.of());
    }

    /** The column and all in it. */
    Set<Integer> subtree(int id) {
        var ids = new LinkedHashSet<Integer>();
        ids.add(id);
        children(id).forEach(child -> ids.addAll(subtree(child)));
        return ids;
    }

    /** The column and all that it is in, outermost last. */
    List<Column> upwards(int id) {
        var line = new ArrayList<Column>();
        for (var next = get(id); next.isPresent(); next = get(next.get().parent())) {
            line.add(next.get());
        }
        return line;
    }

    String fullName(int id) {
        return String.join(
                ".", upwards(id).reversed().stream().map(Column::name).toList());
    }

    Schema schema(Set<Integer> identifiers) {
        return new Schema(fields(Column.TABLE), identifiers);
    }

    private List<NestedField> fields(int parent) {
        return children(parent).stream()
                .map(byId::get)
                .map(column -> column.field(type(column)))
                .toList();
    }

    private Type type(Column column) {
        return switch (column.shape().kind()) {
            case STRUCT -> StructType.of(fields(column.id()));
            case LIST -> {
                var element = fields(column.id()).getFirst();
                yield element.isOptional()
                        ? ListType.ofOptional(element.fieldId(), element.type())
                        : ListType.ofRequired(element.fieldId(), element.type());
            }
            case MAP -> {
                var key = fields(column.id()).getFirst();
                var value = fields(column.id()).getLast();
                yield value.isOptional()
                        ? MapType.ofOptional(key.fieldId(), value.fieldId(), key.type(), value.type())
                        : MapType.ofRequired(key.fieldId(), value.fieldId(), key.type(), value.type());
            }
            default -> column.shape().plain().orElseThrow();
        };
    }
}
