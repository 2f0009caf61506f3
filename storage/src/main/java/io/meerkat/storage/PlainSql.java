package io.meerkat.storage;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Context;
import org.jooq.QueryPart;
import org.jooq.SQL;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A statement in SQL with a question mark for each value. jOOQ would look through the whole text at each execution, for
 * comments, quotes and names; here it is cut once. So question marks stand for values only, wherever they are.
 */
final class PlainSql extends CustomQueryPart {
    private static final long serialVersionUID = 1L;
    private static final ConcurrentHashMap<String, String[]> CUT = new ConcurrentHashMap<>();

    private final String[] pieces;
    private final transient QueryPart[] values;

    private PlainSql(String[] pieces, QueryPart[] values) {
        this.pieces = pieces;
        this.values = values;
    }

    /** @param values texts, numbers, UUIDs, bytes, or what jOOQ has bound already, in the order of the question marks */
    static SQL of(String sql, @Nullable Object... values) {
        var pieces = CUT.computeIfAbsent(sql, text -> text.split("\\?", -1));
        if (pieces.length != values.length + 1) {
            throw new IllegalArgumentException(
                    "%d values for the %d question marks of %s".formatted(values.length, pieces.length - 1, sql));
        }
        return DSL.sql(
                "{0}",
                new PlainSql(pieces, Arrays.stream(values).map(PlainSql::part).toArray(QueryPart[]::new)));
    }

    private static QueryPart part(@Nullable Object value) {
        return value instanceof QueryPart part ? part : DSL.val(value);
    }

    @Override
    public void accept(Context<?> context) {
        context.sql(pieces[0], true);
        for (int i = 0; i < values.length; i++) {
            context.visit(values[i]).sql(pieces[i + 1], true);
        }
    }
}
