package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Catalog;
import io.meerkat.benchmark.catalog.Json;
import io.meerkat.benchmark.check.Fate;
import io.meerkat.benchmark.check.Names;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import io.meerkat.benchmark.measure.Worker;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** New branches of the main one, beside all that are there already. */
record Branches() implements TimedPhase {
    private static final int PAGE = 1_000;

    @Override
    public String word() {
        return "branch";
    }

    @Override
    public String unit() {
        return "branch that is made";
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        var branching = new Branching(session);
        if (!branching.isThere()) {
            return Branching.NOT_THERE;
        }
        session.workTables(session.tables());
        var count = new AtomicLong();
        var names = new Names();
        return new Prepared.Ready(
                worker -> createOne(worker, branching, session.space() + "-" + count.incrementAndGet(), names),
                () -> names.examine(listed(branching), session.findings()));
    }

    private static boolean createOne(Worker worker, Branching branching, String name, Names names)
            throws NoAnswerException {
        names.ended(name, Fate.UNKNOWN);
        var answer = worker.send(branching.create(name));
        names.ended(name, Fate.of(answer.status()));
        return answer.succeeded();
    }

    private static Set<String> listed(Branching branching) throws NoAnswerException {
        var session = branching.session();
        var names = new TreeSet<String>();
        var path = branching.path("branches?limit=%d&prefix=%s".formatted(PAGE, session.space()));
        try (var connection = session.catalog().open()) {
            for (var token = ""; ; ) {
                var answer = connection.send(
                        Request.get(token.isEmpty() ? path : path + "&page_token=" + Catalog.escaped(token)));
                Session.require(answer, path);
                var page = Json.read(answer.text());
                page.path("branches")
                        .forEach(branch -> names.add(branch.path("name").asText()));
                token = page.path("next_page_token").asText("");
                if (token.isEmpty()) {
                    return names;
                }
            }
        }
    }
}
