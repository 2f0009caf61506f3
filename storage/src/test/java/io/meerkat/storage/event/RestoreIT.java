package io.meerkat.storage.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.EventId;
import io.meerkat.model.StreamId;
import io.meerkat.storage.Database;
import io.meerkat.storage.Incarnations;
import io.meerkat.storage.Migrations;
import io.meerkat.storage.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

class RestoreIT {
    private final DataSource source = TestDatabase.freshSource();
    private final Database database = new Database(source);

    @Test
    void aStartOnTheSameClusterOpensNoIncarnation() {
        append(database);
        new Incarnations(database).open();
        append(database);

        assertThat(new Events(database).after(Position.BEFORE_ALL))
                .extracting(event -> event.position().incarnation())
                .containsExactly(1, 1);
    }

    @Test
    void aDumpRestoredIntoAFreshClusterGoesOn() throws IOException, SQLException {
        useTransactionIdsUp(5_000);
        var stream = Events.stream();
        database.transact(() -> new Events(database).append(stream, 2));
        var old = append(database);
        var place = new EventTable(database).last();

        try (var other = EmbeddedPostgres.start()) {
            var restored = new Database(restored(other));
            new Incarnations(restored).open();
            var events = new Events(restored);
            var fresh = append(restored);
            restored.transact(() -> events.append(stream, 1));

            assertThat(nextTransactionId(restored)).isLessThan(place.xid());
            var seen = events.after(Position.BEFORE_ALL);
            assertThat(seen).hasSize(5).extracting(StoredEvent::position).isSorted();
            assertThat(Events.ids(seen)).element(2).isEqualTo(old);
            assertThat(Events.ids(seen)).element(3).isEqualTo(fresh);
            assertThat(events.after(place)).hasSize(2);
            assertThat(new EventTable(restored).ofStream(stream, 0, 100))
                    .extracting(event -> event.row().seq())
                    .containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void anOlderBackupOfTheSameClusterIsToldByItsTransactionIds() throws SQLException {
        append(database);
        // As after pg_upgrade or a reset of the write-ahead log: the same cluster, and ids below the stored ones.
        execute("update events set xid = (pg_current_xact_id()::text::bigint + 1000000)::text::xid8");
        var place = new EventTable(database)
                .ofStream(streamOfTheOnlyEvent(), 0, 1)
                .getFirst()
                .position();

        new Incarnations(database).open();
        var fresh = append(database);

        assertThat(Events.ids(new Events(database).after(place))).containsExactly(fresh);
    }

    private StreamId streamOfTheOnlyEvent() {
        return database.query("select stream from events")
                .fetchOptional(row -> StreamId.parse(row.get("stream", String.class)))
                .orElseThrow();
    }

    private static EventId append(Database database) {
        return database.transact(
                () -> new Events(database).append(Events.stream(), 1).getFirst().id());
    }

    private static long nextTransactionId(Database database) {
        return database.query("select pg_current_xact_id()::text::bigint")
                .fetchOptional(0, Long.class)
                .orElseThrow();
    }

    private void useTransactionIdsUp(int count) throws SQLException {
        execute("do $$ begin for i in 1 .. %d loop perform pg_current_xact_id(); commit; end loop; end $$"
                .formatted(count));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What pg_dump and pg_restore do: the same rows in tables of the same form. */
    private DataSource restored(EmbeddedPostgres cluster) throws SQLException, IOException {
        var target = (PGSimpleDataSource) cluster.getPostgresDatabase();
        target.setCurrentSchema(Migrations.SCHEMA);
        Migrations.run(target);
        try (var from = source.getConnection();
                var to = target.getConnection()) {
            for (String table : List.of("incarnations", "heads", "events")) {
                copy(table, from, to);
            }
            try (var statement = to.createStatement()) {
                statement.execute("select setval('event_positions', (select max(position) from events))");
            }
        }
        return target;
    }

    private static void copy(String table, Connection from, Connection to) throws SQLException, IOException {
        var rows = new ByteArrayOutputStream();
        from.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select * from %s) to stdout (format binary)".formatted(table), rows);
        to.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy %s from stdin (format binary)".formatted(table),
                        new ByteArrayInputStream(rows.toByteArray()));
    }
}
