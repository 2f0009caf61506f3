package io.meerkat.api.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections to a database that can be cut: from then on each new one is refused, as by a server that is not there. What
 * happens right after a COMMIT can be told, too, for nothing else hits that moment.
 */
final class CuttableSource {
    private static final int NOBODY_LISTENS = 1;

    private final PGSimpleDataSource source;
    private final AtomicReference<Optional<Runnable>> meanwhile = new AtomicReference<>(Optional.empty());
    private final AtomicInteger connectionsBefore = new AtomicInteger();
    private volatile boolean cut;
    private volatile AfterCommit afterCommit = () -> {};

    CuttableSource(DataSource source) {
        this.source = (PGSimpleDataSource) source;
    }

    /** Runs when a COMMIT took effect and before its caller hears of it. */
    @FunctionalInterface
    interface AfterCommit {
        void run() throws SQLException;
    }

    void cut() {
        cut = true;
    }

    void mend() {
        cut = false;
        afterCommit = () -> {};
    }

    /** Runs once, before the next connection is made. */
    void meanwhile(Runnable work) {
        meanwhile(0, work);
    }

    /** Runs once, when so many connections were made and before the next one is. */
    void meanwhile(int connections, Runnable work) {
        connectionsBefore.set(connections);
        meanwhile.set(Optional.of(work));
    }

    /** Whether the moment for the work above has come; it comes no more afterwards. */
    boolean happened() {
        return meanwhile.getAndSet(Optional.empty()).isEmpty();
    }

    void afterCommit(AfterCommit then) {
        afterCommit = then;
    }

    DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getConnection") ? connection() : invoke(source, method, arguments));
    }

    private Connection connection() throws SQLException {
        if (connectionsBefore.getAndDecrement() == 0) {
            meanwhile.getAndSet(Optional.empty()).ifPresent(Runnable::run);
        }
        if (cut) {
            var nowhere = new PGSimpleDataSource();
            nowhere.setPortNumbers(new int[] {NOBODY_LISTENS});
            return nowhere.getConnection();
        }
        return watched(source.getConnection());
    }

    private Connection watched(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    var result = invoke(connection, method, arguments);
                    if (method.getName().equals("commit")) {
                        afterCommit.run();
                    }
                    return result;
                });
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
