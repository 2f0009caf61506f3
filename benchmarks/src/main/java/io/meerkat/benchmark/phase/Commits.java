package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.http.NoAnswerException;

/** Property commits: spread over all tables, or all on one. */
enum Commits implements TimedPhase {
    SPREAD("commit", "property commit") {
        @Override
        int tables(Session session) {
            return session.tables();
        }
    },
    HOT("commit-hot", "property commit on one table") {
        @Override
        int tables(Session session) {
            return 1;
        }
    };

    private final String word;
    private final String unit;

    Commits(String word, String unit) {
        this.word = word;
        this.unit = unit;
    }

    abstract int tables(Session session);

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
        var commits = new TaggedCommits(session, session.createTables(tables(session)));
        return new Prepared.Ready(commits::once, commits::check);
    }
}
