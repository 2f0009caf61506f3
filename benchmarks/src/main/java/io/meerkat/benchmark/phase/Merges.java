package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.measure.Worker;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges into the main branch, all connections at once: of a branch that changed one table, or of one that changed many. The
 * branch and its changes are made before, which is not measured.
 */
enum Merges implements TimedPhase {
    ONE_TABLE("merge", "merge of a branch that changed one table", 1),
    MANY_TABLES("merge-100", "merge of a branch that changed 100 tables", 100);

    private final String word;
    private final String unit;
    private final int changed;

    Merges(String word, String unit, int changed) {
        this.word = word;
        this.unit = unit;
        this.changed = changed;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        var branching = new Branching(session);
        if (!branching.isThere()) {
            return Branching.NOT_THERE;
        }
        var tables = session.workTables(Math.max(session.tables(), session.connections()));
        var workers = new ArrayList<BranchWork>();
        for (int worker = 0; worker < session.connections(); worker++) {
            workers.add(new BranchWork(branching, worker, share(tables, worker, session.connections(), changed)));
        }
        return new Prepared.Ready(worker -> once(worker, workers), () -> check(session, workers));
    }

    private static boolean once(Worker worker, List<BranchWork> workers) throws NoAnswerException {
        return workers.get(worker.index()).once(worker);
    }

    private static void check(Session session, List<BranchWork> workers) throws NoAnswerException {
        Parallel.map(session.catalog(), session.connections(), workers, (connection, work) -> {
            work.check(connection::send);
            return work;
        });
    }

    /** Of all tables some that lie far apart, and no other worker's; fewer where there are not so many. */
    private static List<Table> share(List<Table> tables, int worker, int workers, int count) {
        var own = new ArrayList<Table>();
        int each = tables.size() / workers;
        int taken = Math.min(count, each);
        for (int i = 0; i < taken; i++) {
            own.add(tables.get((int) ((long) i * each / taken) * workers + worker));
        }
        return own;
    }
}
