package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Catalog;
import io.meerkat.benchmark.catalog.Json;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import java.util.ArrayList;
import java.util.List;

/** Pages of the main branch's log, at depths chosen at random, down to the first of twenty thousand commits if there are so many. */
record DeepLogs() implements TimedPhase {
    private static final int PAGE = 50;
    private static final int STEP = 1_000;
    private static final int STEPS_MAX = 20;

    @Override
    public String word() {
        return "log";
    }

    @Override
    public String unit() {
        return "page of 50 commits of a log";
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        var branching = new Branching(session);
        if (!branching.isThere()) {
            return Branching.NOT_THERE;
        }
        session.workTables(session.tables());
        var requests = pages(branching).stream()
                .map(token -> Request.get(branching.path("log?limit=" + PAGE + token)))
                .toList();
        return Prepared.Ready.reading(
                worker -> worker.send(requests.get(worker.random().nextInt(requests.size())))
                        .succeeded());
    }

    /** Where pages begin, as the end of a query: the newest, and every thousandth from there. */
    private static List<String> pages(Branching branching) throws NoAnswerException {
        var begins = new ArrayList<String>(List.of(""));
        try (var connection = branching.session().catalog().open()) {
            while (begins.size() <= STEPS_MAX) {
                var path = branching.path("log?limit=" + STEP + begins.getLast());
                var answer = connection.send(Request.get(path));
                Session.require(answer, path);
                var token = Json.read(answer.text()).path("next_page_token").asText("");
                if (token.isEmpty()) {
                    break;
                }
                begins.add("&page_token=" + Catalog.escaped(token));
            }
        }
        return begins;
    }
}
