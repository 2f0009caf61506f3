package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.http.NoAnswerException;

/** Loads of tables on a branch, to be held against those on the main one. */
record BranchLoads() implements TimedPhase {
    @Override
    public String word() {
        return "load-branch";
    }

    @Override
    public String unit() {
        return "loadTable on a branch";
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        var branching = new Branching(session);
        if (!branching.isThere()) {
            return Branching.NOT_THERE;
        }
        var tables = session.workTables(session.tables());
        branching.make(session.space());
        var requests = tables.stream().map(session.at(session.space())::load).toList();
        return Prepared.Ready.reading(
                worker -> worker.send(requests.get(worker.random().nextInt(requests.size())))
                        .succeeded());
    }
}
