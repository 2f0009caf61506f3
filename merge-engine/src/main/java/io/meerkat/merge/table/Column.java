package io.meerkat.merge.table;

import java.util.Optional;
import org.apache.iceberg.SingleValueParser;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * A column, or a field, element, key or value in one.
 *
 * @param parent the id of the column that it is in, or {@link #TABLE}
 * @param initialDefault JSON: what rows have that were written before the column was added
 * @param writeDefault JSON: what rows get that are written without a value
 */
record Column(
        int id,
        int parent,
        String name,
        boolean required,
        Shape shape,
        Optional<String> doc,
        Optional<String> initialDefault,
        Optional<String> writeDefault) {
    /** Stands for the table where a parent is asked for. Ids of columns begin at 1. */
    static final int TABLE = 0;

    static Column of(NestedField field, int parent) {
        return new Column(
                field.fieldId(),
                parent,
                field.name(),
                field.isRequired(),
                Shape.of(field.type()),
                Optional.ofNullable(field.doc()),
                json(field.type(), field.initialDefault()),
                json(field.type(), field.writeDefault()));
    }

    private static Optional<String> json(Type type, @Nullable Object value) {
        return Optional.ofNullable(value).map(given -> SingleValueParser.toJson(type, given));
    }

    NestedField field(Type type) {
        var builder = NestedField.builder()
                .withId(id)
                .withName(name)
                .isOptional(!required)
                .ofType(type)
                .withDoc(doc.orElse(null));
        initialDefault.ifPresent(json -> builder.withInitialDefault(Default.literal(type, json)));
        writeDefault.ifPresent(json -> builder.withWriteDefault(Default.literal(type, json)));
        return builder.build();
    }

    Column named(String other) {
        return new Column(id, parent, other, required, shape, doc, initialDefault, writeDefault);
    }

    Column required(boolean other) {
        return new Column(id, parent, name, other, shape, doc, initialDefault, writeDefault);
    }

    /** Whether two sides may have added this one column under its id. */
    boolean isSameAddition(Column other) {
        return parent == other.parent && name.equals(other.name) && shape.equals(other.shape);
    }
}
