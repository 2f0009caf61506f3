package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Bodies;
import io.meerkat.benchmark.check.Fate;
import io.meerkat.benchmark.check.Names;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import io.meerkat.benchmark.measure.Worker;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** New namespaces in a namespace, or new tables in it. */
enum Creations implements TimedPhase {
    NAMESPACES("create-namespace", "namespaces") {
        @Override
        Request create(Session session, String name) {
            var levels = new ArrayList<>(session.namespace());
            levels.add(name);
            return Request.post(session.catalog().namespaces(), Bodies.createNamespace(levels));
        }

        @Override
        String list(Session session) {
            return session.catalog().namespacesIn(session.namespace());
        }
    },
    TABLES("create-table", "identifiers") {
        @Override
        Request create(Session session, String name) {
            return Request.post(session.catalog().tables(session.namespace()), Bodies.createTable(name));
        }

        @Override
        String list(Session session) {
            return session.catalog().tables(session.namespace());
        }
    };

    private final String phase;
    private final String listed;

    Creations(String phase, String listed) {
        this.phase = phase;
        this.listed = listed;
    }

    abstract Request create(Session session, String name);

    abstract String list(Session session);

    @Override
    public String word() {
        return phase;
    }

    @Override
    public String unit() {
        return phase;
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        session.createNamespace();
        var count = new AtomicLong();
        var names = new Names();
        return new Prepared.Ready(
                worker -> createOne(worker, session, "n%09d".formatted(count.incrementAndGet()), names),
                () -> names.examine(Listing.names(session.catalog(), list(session), listed), session.findings()));
    }

    private boolean createOne(Worker worker, Session session, String name, Names names) throws NoAnswerException {
        names.ended(name, Fate.UNKNOWN);
        var answer = worker.send(create(session, name));
        names.ended(name, Fate.of(answer.status()));
        return answer.succeeded();
    }
}
