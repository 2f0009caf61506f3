package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.DecimalType;
import org.apache.iceberg.types.Types.NestedField;

/** What of schemas, partition specs and sort orders Iceberg takes and cannot read again, or other readers cannot. */
final class WholeSchema {
    private static final int ID_MAX = 1 << 30;

    /** A transform with a parameter; one that is written in another way Iceberg takes for one that it does not know. */
    private static final Pattern WITH_PARAMETER = Pattern.compile("(?:bucket|truncate)\\[[1-9]\\d*]");

    private WholeSchema() {}

    static void require(Schema schema) {
        requireId("schema-id", schema.schemaId());
        TypeUtil.indexById(schema.asStruct()).values().forEach(WholeSchema::requireField);
    }

    private static void requireField(NestedField field) {
        if (field.type() instanceof DecimalType decimal && decimal.precision() < 1) {
            throw IcebergError.badRequest(
                    "The column '%s' has the type %s, but a precision is at least 1".formatted(field.name(), decimal));
        }
        Stream.of(Optional.ofNullable(field.initialDefault()), Optional.ofNullable(field.writeDefault()))
                .flatMap(Optional::stream)
                .filter(WholeSchema::isNoNumber)
                .findFirst()
                .ifPresent(value -> {
                    throw IcebergError.badRequest("The column '%s' has the default %s, which JSON cannot hold"
                            .formatted(field.name(), value));
                });
    }

    private static boolean isNoNumber(Object value) {
        return switch (value) {
            case Double number -> !Double.isFinite(number);
            case Float number -> !Float.isFinite(number);
            default -> false;
        };
    }

    static void require(PartitionSpec spec) {
        requireId("spec-id", spec.specId());
        for (PartitionField field : spec.fields()) {
            requireTransform(field.name(), field.transform().toString());
        }
    }

    static void require(SortOrder order) {
        requireId("order-id", order.orderId());
        for (SortField field : order.fields()) {
            requireTransform("the column " + field.sourceId(), field.transform().toString());
        }
    }

    private static void requireTransform(String of, String transform) {
        boolean takesParameter = transform.startsWith("bucket") || transform.startsWith("truncate");
        if (takesParameter && !WITH_PARAMETER.matcher(transform).matches()) {
            throw IcebergError.badRequest(
                    "The transform '%s' of %s is not of the form bucket[N] or truncate[N]".formatted(transform, of));
        }
    }

    private static void requireId(String name, int id) {
        WholeTable.requireNumber(name, id);
        if (id > ID_MAX) {
            throw IcebergError.badRequest("%s must not be above %d: %d".formatted(name, ID_MAX, id));
        }
    }
}
