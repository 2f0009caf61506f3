package io.meerkat.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statements and transactions on one pool of connections. Inside {@link #transact} every statement of the same thread
 * runs in the transaction; outside, each runs on its own.
 */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final ScopedValue<Transaction> current = ScopedValue.newInstance();
    private final DataSource source;
    private final DSLContext outside;

    public Database(DataSource source) {
        this.source = source;
        this.outside = DSL.using(source, SQLDialect.POSTGRES);
    }

    /** A connection's context, and the statements that wait to be sent over it. */
    private record Transaction(DSLContext context, Pending pending) {}

    /** A statement that reads, with a question mark for each value; it runs when its rows are fetched. */
    public ResultQuery<Record> query(String sql, @Nullable Object... values) {
        return context().resultQuery(PlainSql.of(sql, values));
    }

    /** A statement that is put together of parts, with {@code {0}} for the first of them, wherever it stands. */
    public ResultQuery<Record> template(String sql, QueryPart... parts) {
        return context().resultQuery(sql, parts);
    }

    /** Runs a statement that writes, and returns how many rows it wrote. */
    public int execute(String sql, @Nullable Object... values) {
        return context().execute(PlainSql.of(sql, values));
    }

    /**
     * Runs a statement that writes, at the latest before the transaction's next one that is not of this kind, or before
     * its COMMIT. Those that wait are sent in one go, in their order; outside a transaction none waits. Only then is it
     * known whether they fail.
     */
    public void executeLater(String sql, @Nullable Object... values) {
        if (current.isBound()) {
            current.get().pending().add(sql, values);
        } else {
            execute(sql, values);
        }
    }

    private DSLContext context() {
        if (!current.isBound()) {
            return outside;
        }
        current.get().pending().send();
        return current.get().context();
    }

    /**
     * Runs the work in a transaction of its own. An exception before COMMIT was sent means that nothing happened.
     *
     * @throws CommitUnclear if COMMIT was sent and its answer does not say what became of it
     */
    public <T> T transact(Supplier<T> work) {
        if (current.isBound()) {
            throw new IllegalStateException("a transaction within a transaction");
        }
        var connection = connect();
        try {
            T result = work(connection, work);
            commit(connection);
            return result;
        } finally {
            // After COMMIT was answered, a connection that fails to close changes nothing.
            close(connection);
        }
    }

    private Connection connect() {
        try {
            var connection = source.getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new DatabaseUnavailable(e);
        }
    }

    private <T> T work(Connection connection, Supplier<T> work) {
        try {
            var context = on(connection);
            var transaction = new Transaction(context, new Pending(context));
            T result = ScopedValue.where(current, transaction).call(work::get);
            transaction.pending().send();
            return result;
        } catch (RuntimeException | Error e) {
            rollback(connection, e);
            throw e;
        }
    }

    private DSLContext on(Connection connection) {
        return outside.configuration()
                .derive(new DefaultConnectionProvider(connection))
                .dsl();
    }

    /** Where even this fails the connection is gone, whatever the work says that it failed of. */
    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            e.addSuppressed(cause);
            throw new DatabaseUnavailable(e);
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.clearWarnings();
            connection.commit();
            // A cancelled wait for a synchronous replica commits and says so in a warning only.
            if (connection.getWarnings() != null) {
                throw new CommitUnclear(connection.getWarnings());
            }
        } catch (SQLException e) {
            throw SqlStates.saysNothingHappened(e) ? new DatabaseUnavailable(e) : new CommitUnclear(e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection failed to close", e);
        }
    }
}
