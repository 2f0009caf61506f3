package io.meerkat.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.api.options.DatabaseUrl;
import io.meerkat.embedded.DurablePostgres;
import io.meerkat.storage.Migrations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class NamedDatabaseIT {
    private static final String SECRET = "open-sesame";

    @TempDir
    private static Path folder;

    private static DurablePostgres postgres;

    @BeforeAll
    static void makeDatabasesAndUsers() throws SQLException {
        postgres = DurablePostgres.start(folder, _ -> {});
        for (var user : new String[] {"owner", "guest", "stranger"}) {
            execute("create role %s login password '%s'".formatted(user, SECRET));
        }
        execute("create database fresh owner owner");
        execute("create database \"Served\" owner owner");
        execute("create database frozen owner owner");
        execute("alter database frozen set default_transaction_read_only = on");
        Migrations.run(source("Served", "owner"));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void takesWhatCanBeServedFrom() {
        assertThatCode(() -> named("fresh", "owner", SECRET).requireServable()).doesNotThrowAnyException();
        assertThatCode(() -> named("Served", "owner", SECRET).requireServable()).doesNotThrowAnyException();
        assertThatCode(() -> named("Served", "owner", SECRET).requireServed()).doesNotThrowAnyException();
    }

    @Test
    void readsOnlyWhatWasServedFrom() {
        assertThatThrownBy(() -> named("fresh", "owner", SECRET).requireServed())
                .hasMessageEndingWith("cannot be used: Meerkat never served from it, for it has no schema meerkat.");
    }

    @Test
    void namesTheRightThatIsMissingAndHowToGrantIt() {
        assertThatThrownBy(() -> named("fresh", "guest", SECRET).requireServable())
                .hasMessageEndingWith(
                        "guest may not make schemas there. As its owner: GRANT CREATE ON DATABASE fresh TO guest;");
        assertThatThrownBy(() -> named("Served", "stranger", SECRET).requireServable())
                .hasMessageEndingWith("GRANT CREATE ON DATABASE \"Served\" TO stranger;");
    }

    @Test
    void namesSchemasOfSomebodyElse() throws SQLException {
        execute("grant create on database \"Served\" to guest");

        assertThatThrownBy(() -> named("Served", "guest", SECRET).requireServable())
                .hasMessageEndingWith(
                        "guest may not make tables in its schemas meerkat. As their owner: ALTER SCHEMA ... OWNER TO guest;");
    }

    @Test
    void refusesADatabaseThatTakesNoWrites() {
        assertThatThrownBy(() -> named("frozen", "owner", SECRET).requireServable())
                .hasMessageEndingWith("it takes no writes, as a standby does. Name the primary.");
    }

    @Test
    void saysWhatTheServerSaysAndNeverThePassword() {
        assertThatThrownBy(() -> named("fresh", "owner", "wrong-one").requireServable())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining(
                        "cannot be used: password authentication failed for user \"owner\". Check user and password")
                .hasMessageNotContaining("wrong-one");
        assertThatThrownBy(() -> named("nowhere", "owner", SECRET).requireServable())
                .hasMessageEndingWith(
                        "database \"nowhere\" does not exist. Make it with CREATE DATABASE, or name another.")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> new NamedDatabase(new DatabaseUrl(url("fresh") + "?user=owner")).requireServable())
                .hasMessageContaining("no password was provided");
    }

    @Test
    void saysWhetherAHostIsUnknownOrSilentOrNobodyListens() throws IOException {
        assertThatThrownBy(() -> at("no-such-host.invalid:5432").requireServable())
                .hasMessageEndingWith("cannot be used: there is no host named no-such-host.invalid.");
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var began = Instant.now();
            assertThatThrownBy(() -> at("127.0.0.1:" + silent.getLocalPort()).requireServable())
                    .hasMessageEndingWith("cannot be used: it did not answer within 5 s.");
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(20));

            int port = silent.getLocalPort();
            silent.close();
            assertThatThrownBy(() -> at("127.0.0.1:" + port).requireServable())
                    .hasMessageContaining("cannot be used: nothing answers at that host and port");
        }
    }

    private static NamedDatabase named(String database, String user, String password) {
        return new NamedDatabase(new DatabaseUrl("%s?user=%s&password=%s".formatted(url(database), user, password)));
    }

    private static NamedDatabase at(String host) {
        return new NamedDatabase(new DatabaseUrl("jdbc:postgresql://%s/x?user=u&password=%s".formatted(host, SECRET)));
    }

    private static String url(String database) {
        return postgres.jdbcUrl().replaceFirst("[^/]*$", database);
    }

    private static PGSimpleDataSource source(String database, String user) {
        var source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(user);
        source.setPassword(SECRET);
        return source;
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
