package io.meerkat.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
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

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
