package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.http.NoAnswerException;
import java.util.List;
import java.util.stream.IntStream;

/** Transactions over four tables, which are to be changed all or none. */
record Transactions() implements TimedPhase {
    @Override
    public String word() {
        return "transaction";
    }

    @Override
    public String unit() {
        return "transaction over four tables";
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        if (session.catalog().saysNoToTransactions()) {
            return new Prepared.Skipped("does not offer transactions");
        }
        var tables = session.createTables(session.connections() * FourTables.TABLES);
        var groups = IntStream.range(0, session.connections())
                .mapToObj(number -> new FourTables(
                        session, tables.subList(number * FourTables.TABLES, (number + 1) * FourTables.TABLES), number))
                .toList();
        try (var connection = session.catalog().open()) {
            var first = groups.getFirst().commit(connection::send);
            if (!first.succeeded()) {
                return new Prepared.Skipped("answers transactions with " + first.status());
            }
        }
        return new Prepared.Ready(worker -> groups.get(worker.index()).commit(worker), () -> check(session, groups));
    }

    private static void check(Session session, List<FourTables> groups) throws NoAnswerException {
        Parallel.map(session.catalog(), session.connections(), groups, (connection, group) -> {
            group.check(connection::send);
            return group;
        });
    }
}
