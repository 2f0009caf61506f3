package io.meerkat.merge.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The type of a column without the columns in it, which are compared on their own.
 *
 * @param inner ids of the element, or of key and value; of a struct none, since its columns come and go
 */
record Shape(TypeID kind, List<Integer> inner, Optional<Type> plain) {
    static Shape of(Type type) {
        if (!type.isNestedType()) {
            return new Shape(type.typeId(), List.of(), Optional.of(type));
        }
        var inner = type.isStructType()
                ? List.<Integer>of()
                : type.asNestedType().fields().stream()
                        .map(NestedField::fieldId)
                        .toList();
        return new Shape(type.typeId(), inner, Optional.empty());
    }

    /** Whether what was written as this type can be read as the other one. */
    boolean widensTo(Shape other) {
        if (equals(other)) {
            return true;
        }
        return plain.isPresent()
                && other.plain
                        .filter(Type::isPrimitiveType)
                        .filter(to -> kind == TypeID.UNKNOWN
                                || TypeUtil.isPromotionAllowed(plain.get(), to.asPrimitiveType()))
                        .isPresent();
    }

    @Override
    public String toString() {
        return plain.map(Type::toString).orElseGet(() -> kind.toString().toLowerCase(Locale.ROOT));
    }
}
