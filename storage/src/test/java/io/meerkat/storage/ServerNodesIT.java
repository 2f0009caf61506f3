package io.meerkat.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.storage.ServerNodes.ServerNode;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ServerNodesIT {
    private static final UUID FIRST = UUID.randomUUID();
    private static final UUID SECOND = UUID.randomUUID();

    private final PGSimpleDataSource source = (PGSimpleDataSource) TestDatabase.freshSource();
    private final Database database = new Database(source);

    @Test
    void aNodeIsDeadToTheOthersAsSoonAsItsConnectionIs() {
        var dying = node(FIRST);
        try (var other = node(SECOND)) {
            dying.keep();
            other.keep();
            assertThat(other.alive()).extracting(ServerNode::id).containsExactlyInAnyOrder(FIRST, SECOND);

            cutOff(FIRST);

            assertThat(other.alive()).extracting(ServerNode::id).containsExactly(SECOND);
            assertThat(dying.alive()).isEmpty();
        }
    }

    @Test
    void aNodeThatLostItsConnectionComesBack() {
        try (var node = node(FIRST)) {
            node.keep();
            cutOff(FIRST);

            node.keep();

            assertThat(node.alive()).extracting(ServerNode::id).containsExactly(FIRST);
        }
    }

    @Test
    void whoComesClearsAwayTheDeadAndNobodyElse() {
        try (var living = node(FIRST);
                var coming = node(SECOND)) {
            living.keep();
            var dead = node(UUID.randomUUID());
            dead.keep();
            cutOff(newest());

            coming.keep();

            assertThat(registered()).isEqualTo(2);
            assertThat(coming.alive()).extracting(ServerNode::id).containsExactlyInAnyOrder(FIRST, SECOND);
        }
    }

    @Test
    void aNodeThatLeavesTakesItsRowAlong() {
        var leaving = node(FIRST);
        leaving.keep();

        leaving.close();

        assertThat(registered()).isZero();
    }

    private ServerNodes node(UUID id) {
        return new ServerNodes(named(id.toString()), new ServerNode(id, "1", "{\"catalog-created\":1}"));
    }

    private DataSource named(String application) {
        var copy = new PGSimpleDataSource();
        copy.setUrl(source.getUrl());
        copy.setUser(source.getUser());
        copy.setCurrentSchema(Migrations.SCHEMA);
        copy.setApplicationName(application);
        return copy;
    }

    private UUID newest() {
        return database.query("select node from server_nodes order by started_at desc limit 1")
                .fetchOptional(0, UUID.class)
                .orElseThrow();
    }

    /** Ends the connection of a node, and returns when it is gone. */
    private void cutOff(UUID node) {
        database.query(
                        "select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = ?",
                        node.toString())
                .fetch();
    }

    private int registered() {
        return database.query("select node from server_nodes").fetch().size();
    }
}
