package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;

/** The names of all tables, in one answer. */
record Lists() implements TimedPhase {
    @Override
    public String word() {
        return "list";
    }

    @Override
    public String unit() {
        return "listTables whole";
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        var tables = session.workTables(session.tables());
        var list = Request.get(session.catalog().tables(tables.getFirst().namespace()));
        return Prepared.Ready.reading(worker -> worker.send(list).succeeded());
    }
}
