package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.http.NoAnswerException;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges into the main branch, all connections at once: of a branch that changed one table, or of one that changed many. The
 * branches are made before the phase, one for each group of tables. When all of them are merged, each merge has its branch
 * made before it begins, and what follows from that is waited for: its own time holds, the rate does not.
 */
enum Merges implements TimedPhase {
    ONE_TABLE("merge", "merge of a branch that changed one table", 1),
    MANY_TABLES("merge-100", "merge of a branch that changed 100 tables", 100);

    /** How many merges all connections have ready, if there are enough tables. */
    private static final int READY_MAX = 4_000;

    /** How many times the tables of other phases these want. */
    private static final int TIMES = 16;

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
        int least = changed * session.connections();
        var tables = session.workTables(Math.max(TIMES * session.tables(), least));
        if (tables.size() < least) {
            return new Prepared.Skipped("needs %d tables, and there are %d".formatted(least, tables.size()));
        }
        var workers = new ArrayList<BranchWork>();
        for (int worker = 0; worker < session.connections(); worker++) {
            workers.add(new BranchWork(branching, worker, groups(tables, worker, session.connections())));
        }
        each(session, workers, BranchWork::prepare);
        return new Prepared.Ready(
                worker -> workers.get(worker.index()).once(worker), () -> each(session, workers, BranchWork::check));
    }

    private interface Step {
        void of(BranchWork work, OwnTable.Sender sender) throws NoAnswerException;
    }

    private static void each(Session session, List<BranchWork> workers, Step step) throws NoAnswerException {
        Parallel.map(session.catalog(), session.connections(), workers, (connection, work) -> {
            step.of(work, connection::send);
            return work;
        });
    }

    /** Of all tables some that lie far apart, and no other worker's. */
    private List<List<Table>> groups(List<Table> tables, int worker, int workers) {
        int own = tables.size() / workers;
        int count = Math.min(READY_MAX / changed / workers, own / changed);
        var groups = new ArrayList<List<Table>>();
        for (int group = 0; group < count; group++) {
            var members = new ArrayList<Table>();
            for (int i = 0; i < changed; i++) {
                int place = (int) ((long) (i * count + group) * own / (count * changed));
                members.add(tables.get(place * workers + worker));
            }
            groups.add(members);
        }
        return groups;
    }
}
