package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.http.NoAnswerException;

/** Loads of tables, chosen at random. */
record Loads() implements TimedPhase {
    @Override
    public String word() {
        return "load";
    }

    @Override
    public String unit() {
        return "loadTable";
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        var requests =
                session.workTables(session.tables()).stream().map(session::load).toList();
        return Prepared.Ready.reading(
                worker -> worker.send(requests.get(worker.random().nextInt(requests.size())))
                        .succeeded());
    }
}
