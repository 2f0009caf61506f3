package io.meerkat.merge.table;

import org.apache.iceberg.SingleValueParser;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.types.Type;

/** Reads default values of columns. */
final class Default {
    private Default() {}

    static Literal<?> literal(Type type, String json) {
        return Expressions.lit(SingleValueParser.fromJson(type, json)).to(type);
    }
}
