package io.meerkat.conformance.faults;

import io.meerkat.conformance.faults.proxy.Proxy;
import io.meerkat.conformance.faults.proxy.Rule;
import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.server.MeerkatProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Servers on one PostgreSQL and one warehouse, with a proxy before each, and one between each and the database. */
record Fleet(EmbeddedPostgres postgres, List<Node> nodes) implements AutoCloseable {
    private static final String URL =
            "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&sslmode=disable&gssEncMode=disable&socketTimeout=%d";
    private static final int SILENCE_SECONDS = 8;

    /** A server; what clients reach it by; what it reaches its database by. */
    record Node(MeerkatProcess server, Proxy front, Proxy database) implements AutoCloseable {
        @Override
        public void close() {
            database.obey(Rule.PASS);
            server.close();
            front.close();
            database.close();
        }
    }

    static Fleet start(Path data, int nodes) {
        return start(data, nodes, SILENCE_SECONDS, () -> Rule.PASS);
    }

    static Fleet start(Path data, int nodes, Supplier<Rule> rules) {
        return start(data, nodes, SILENCE_SECONDS, rules);
    }

    /**
     * @param silence seconds without a word after which a server gives up a connection to its database; left alone, it
     *     takes a minute
     * @param rules for each proxy before the database, which it obeys from the first byte on
     */
    static Fleet start(Path data, int count, int silence, Supplier<Rule> rules) {
        try {
            // Does not sync to disk, for nothing here takes the database down.
            var postgres = EmbeddedPostgres.start();
            var nodes = new ArrayList<Node>();
            for (int i = 0; i < count; i++) {
                var database = Proxy.before(postgres.getPort());
                database.obey(rules.get());
                var url = "--database=" + URL.formatted(database.port(), silence);
                var server = i == 0 ? MeerkatProcess.startAfresh(data, url) : MeerkatProcess.start(data, url);
                nodes.add(new Node(server, Proxy.before(server.uri().getPort()), database));
            }
            return new Fleet(postgres, List.copyOf(nodes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Node node(int number) {
        return nodes.get(number);
    }

    /** Of the proxies before the servers. */
    List<URI> fronts() {
        return nodes.stream().map(node -> node.front().uri()).toList();
    }

    /** Of the servers themselves. */
    List<URI> servers() {
        return nodes.stream().map(node -> node.server().uri()).toList();
    }

    CommitLog log() {
        return CommitLog.read(postgres.getJdbcUrl("postgres", "postgres"));
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
