package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.http.NoAnswerException;

/** Appends as an engine commits them. Each connection has tables of its own, so nobody has to give way. */
record Appends() implements TimedPhase {
    @Override
    public String word() {
        return "append";
    }

    @Override
    public String unit() {
        return "append commit";
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        var tables = session.createTables(Math.max(session.tables(), session.connections()));
        var own = tables.stream().map(table -> new OwnTable(session, table)).toList();
        var each = own.size() / session.connections();
        return new Prepared.Ready(
                worker -> own.get(worker.index() * each + worker.random().nextInt(each))
                        .append(worker),
                () -> session.reload(tables, (index, answer) -> own.get(index).examine(answer)));
    }
}
