package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.http.NoAnswerException;

/** Nine loads for each property commit. */
record Mixed() implements TimedPhase {
    private static final int OF = 10;

    @Override
    public String word() {
        return "mixed";
    }

    @Override
    public String unit() {
        return "load (90 %) or property commit (10 %)";
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        var tables = session.workTables(session.tables());
        var loads = tables.stream().map(session::load).toList();
        var commits = new TaggedCommits(session, tables);
        return new Prepared.Ready(
                worker -> worker.random().nextInt(OF) == 0
                        ? commits.once(worker)
                        : worker.send(loads.get(worker.random().nextInt(loads.size())))
                                .succeeded(),
                commits::check);
    }
}
