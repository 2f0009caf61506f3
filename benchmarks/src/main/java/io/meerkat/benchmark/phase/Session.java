package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Bodies;
import io.meerkat.benchmark.catalog.Catalog;
import io.meerkat.benchmark.catalog.Json;
import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.check.Findings;
import io.meerkat.benchmark.http.Answer;
import io.meerkat.benchmark.http.HttpConnection;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One turn of one target in one phase.
 *
 * @param space the namespace that all of the turn happens in, unlike any other turn's
 * @param tables how many a phase makes to work on
 * @param given tables that are there already, for phases that need not make their own
 */
public record Session(
        Catalog catalog, String space, int connections, int tables, List<Table> given, Findings findings) {
    public Session(Catalog catalog, String space, int connections, int tables, Findings findings) {
        this(catalog, space, connections, tables, List.of(), findings);
    }

    /** The same turn, as a branch shows it. */
    Session at(String branch) {
        return new Session(catalog.at(branch), space, connections, tables, given, findings);
    }

    public List<String> namespace() {
        return List.of(space);
    }

    void createNamespace() throws NoAnswerException {
        try (var connection = catalog.open()) {
            require(connection.send(Request.post(catalog.namespaces(), Bodies.createNamespace(namespace()))), space);
        }
    }

    /** Tables that nobody else works on meanwhile: those that were given, or new ones. */
    List<Table> workTables(int count) throws NoAnswerException {
        return given.isEmpty() ? createTables(count) : given;
    }

    /** Makes the namespace, and tables in it. */
    List<Table> createTables(int count) throws NoAnswerException {
        createNamespace();
        var names = IntStream.range(0, count).mapToObj("t%07d"::formatted).toList();
        return Parallel.map(catalog, connections, names, this::createTable);
    }

    Table createTable(HttpConnection connection, String name) throws NoAnswerException {
        var answer = connection.send(Request.post(catalog.tables(namespace()), Bodies.createTable(name)));
        require(answer, space + "." + name);
        return new Table(namespace(), name, member(answer, "table-uuid", name), member(answer, "location", name));
    }

    private static String member(Answer answer, String member, String name) {
        return Json.read(answer.text()).path("metadata").path(member).asText(name);
    }

    static void require(Answer answer, String what) {
        if (!answer.succeeded()) {
            throw new IllegalStateException(
                    "%s was answered with %d: %s".formatted(what, answer.status(), answer.text()));
        }
    }

    Request load(Table table) {
        return Request.get(catalog.table(table.namespace(), table.name()));
    }

    /** Reads all tables back, several at once. */
    void reload(List<Table> tables, Look look) throws NoAnswerException {
        reload(tables, IntStream.range(0, tables.size()).boxed().toList(), look);
    }

    /** Reads some of the tables back, by their places in the list. */
    void reload(List<Table> tables, List<Integer> indexes, Look look) throws NoAnswerException {
        Parallel.map(catalog, connections, indexes, (connection, index) -> {
            var table = tables.get(index);
            var answer = connection.send(load(table));
            require(answer, "reading back " + table.name());
            look.at(index, answer);
            return index;
        });
    }

    interface Look {
        void at(int index, Answer answer);
    }
}
