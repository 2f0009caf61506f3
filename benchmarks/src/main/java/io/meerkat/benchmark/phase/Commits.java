package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.http.NoAnswerException;
import java.util.List;

/** Property commits: spread over all tables, or all on one. */
enum Commits implements TimedPhase {
    SPREAD("commit", "property commit") {
        @Override
        List<Table> tables(Session session) throws NoAnswerException {
            return session.workTables(session.tables());
        }
    },
    HOT("commit-hot", "property commit on one table") {
        @Override
        List<Table> tables(Session session) throws NoAnswerException {
            return session.workTables(1).subList(0, 1);
        }
    };

    private final String word;
    private final String unit;

    Commits(String word, String unit) {
        this.word = word;
        this.unit = unit;
    }

    abstract List<Table> tables(Session session) throws NoAnswerException;

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
        var commits = new TaggedCommits(session, tables(session));
        return new Prepared.Ready(commits::once, commits::check);
    }
}
