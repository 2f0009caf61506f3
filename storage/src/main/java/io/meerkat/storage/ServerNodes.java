package io.meerkat.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's place among the nodes of the fleet. A node is alive while it holds the session lock of its id, so that it
 * is dead to all others as soon as its process or its connection is.
 */
public final class ServerNodes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerNodes.class);
    private static final int VALID_SECONDS = 2;

    /** Of a row {@code n}: its lock is held. A lock on one bigint shows as two halves. */
    private static final String ALIVE = """
            exists (select from pg_locks l
                    where l.locktype = 'advisory' and l.granted and l.objsubid = 1
                      and l.database = (select oid from pg_database where datname = current_database())
                      and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended('node/' || n.node, 0))
            """;

    private final DataSource source;
    private final ServerNode self;
    private Optional<Connection> held = Optional.empty();

    /** {@code source} gives a connection that is this object's alone. */
    public ServerNodes(DataSource source, ServerNode self) {
        this.source = source;
        this.self = self;
    }

    /** A node; {@code readable} is a JSON object of event names and the revisions it can read. */
    public record ServerNode(UUID id, String version, String readable) {}

    /** Registers the node, or registers it again if its connection was lost; to be called every now and then. */
    public synchronized void keep() {
        if (held.isPresent() && isValid(held.get())) {
            return;
        }
        held.ifPresent(ServerNodes::close);
        held = Optional.empty();
        var connection = connect();
        if (register(DSL.using(connection, SQLDialect.POSTGRES))) {
            held = Optional.of(connection);
        } else {
            LOG.warn("the lock of node {} is still held by its lost connection", self.id());
            close(connection);
        }
    }

    /** The lock first: whoever sees the row must find it locked. */
    private boolean register(DSLContext sql) {
        boolean locked = sql.resultQuery("select pg_try_advisory_lock(hashtextextended('node/' || ?, 0))", id())
                .fetchOptional(0, Boolean.class)
                .orElse(false);
        if (locked) {
            sql.execute("delete from server_nodes n where not " + ALIVE);
            sql.execute("""
                    insert into server_nodes (node, version, readable) values (?::uuid, ?, ?)
                    on conflict (node) do nothing
                    """, id(), self.version(), self.readable());
        }
        return locked;
    }

    /** Whether any node lives on a database. */
    public static boolean areOn(Database database) {
        return database.query("select exists (select from server_nodes n where " + ALIVE + ")")
                .fetchOptional(0, Boolean.class)
                .orElse(false);
    }

    /** The nodes that live, in the order of their ids; none if this one has lost its connection. */
    public synchronized List<ServerNode> alive() {
        return held.filter(ServerNodes::isValid)
                .map(connection -> DSL.using(connection, SQLDialect.POSTGRES)
                        .resultQuery(
                                "select node, version, readable from server_nodes n where " + ALIVE + " order by node")
                        .fetch(row -> new ServerNode(
                                row.get("node", UUID.class),
                                row.get("version", String.class),
                                row.get("readable", String.class))))
                .map(List::copyOf)
                .orElseGet(List::of);
    }

    /** Leaves the fleet. */
    @Override
    public synchronized void close() {
        held.filter(ServerNodes::isValid)
                .ifPresent(connection -> DSL.using(connection, SQLDialect.POSTGRES)
                        .execute("delete from server_nodes where node = ?::uuid", id()));
        held.ifPresent(ServerNodes::close);
        held = Optional.empty();
    }

    private String id() {
        return self.id().toString();
    }

    private Connection connect() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new DatabaseUnavailable(e);
        }
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(VALID_SECONDS);
        } catch (SQLException e) {
            throw new DatabaseUnavailable(e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("the connection of a node failed to close", e);
        }
    }
}
