package io.meerkat.storage;

import java.sql.SQLException;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * An array bound by the driver itself, which sends bytes as bytes. jOOQ would write it into text, at four times the size
 * and wrong where an element is empty.
 */
final class SqlArray implements Binding<Object, Object> {
    private static final long serialVersionUID = 1L;

    private final String type;

    private SqlArray(String type) {
        this.type = type;
    }

    static Field<?> of(String type, @Nullable Object[] values) {
        DataType<Object> dataType = SQLDataType.OTHER.asConvertedDataType(new SqlArray(type));
        return DSL.val((Object) values, dataType);
    }

    @Override
    public Converter<Object, Object> converter() {
        return Converter.ofNullable(Object.class, Object.class, array -> array, array -> array);
    }

    @Override
    public void sql(BindingSQLContext<Object> context) {
        context.render().sql("?::" + type + "[]");
    }

    @Override
    public void set(BindingSetStatementContext<Object> context) throws SQLException {
        var statement = context.statement();
        statement.setArray(context.index(), statement.getConnection().createArrayOf(type, (Object[]) context.value()));
    }

    @Override
    public void register(BindingRegisterContext<Object> context) {
        throw onlyBound();
    }

    @Override
    public void set(BindingSetSQLOutputContext<Object> context) {
        throw onlyBound();
    }

    @Override
    public void get(BindingGetResultSetContext<Object> context) {
        throw onlyBound();
    }

    @Override
    public void get(BindingGetStatementContext<Object> context) {
        throw onlyBound();
    }

    @Override
    public void get(BindingGetSQLInputContext<Object> context) {
        throw onlyBound();
    }

    private static UnsupportedOperationException onlyBound() {
        return new UnsupportedOperationException("an array of this kind is only ever bound");
    }
}
