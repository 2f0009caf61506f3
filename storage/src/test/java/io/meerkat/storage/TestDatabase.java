package io.meerkat.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A fresh, migrated database in one PostgreSQL that is started once for all tests of a module. It does not sync to disk:
 * what must survive a crash is tested with the server's own database.
 */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    public static Database fresh() {
        return new Database(freshSource());
    }

    public static DataSource freshSource() {
        var source = emptySource("test_%d".formatted(COUNT.incrementAndGet()));
        Migrations.run(source);
        new Incarnations(new Database(source)).open();
        return source;
    }

    private static PGSimpleDataSource emptySource(String name) {
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var source = (PGSimpleDataSource) Server.POSTGRES.getDatabase("postgres", name);
        source.setCurrentSchema(Migrations.SCHEMA);
        return source;
    }

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();
        private static final int TRIES_MAX = 125;
        private static final Duration PAUSE = Duration.ofMillis(200);
        private static final String OTHERS = """
                select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1
                """;

        private static EmbeddedPostgres start() {
            try {
                var postgres = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres), "stop the test database"));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Servers that tests leave running stop with the process too, and wait for a database that is gone already. */
        private static void stop(EmbeddedPostgres postgres) {
            try (postgres;
                    var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                for (int tries = 0; tries < TRIES_MAX; tries++) {
                    try (var others = statement.executeQuery(OTHERS)) {
                        if (!others.next()) {
                            return;
                        }
                    }
                    Thread.sleep(PAUSE);
                }
            } catch (SQLException | IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
