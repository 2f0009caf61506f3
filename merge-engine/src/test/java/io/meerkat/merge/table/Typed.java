package io.meerkat.merge.table;

import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/** Changes of types that no engine makes, and a client of the REST protocol may. */
final class Typed {
    private Typed() {}

    static TableMetadata column(TableMetadata table, int id, Type type) {
        var columns = table.schema().columns().stream()
                .map(field -> field.fieldId() == id
                        ? NestedField.from(field).ofType(type).build()
                        : field)
                .toList();
        return Tables.built(table, builder -> builder.setCurrentSchema(new Schema(columns), table.lastColumnId()));
    }
}
