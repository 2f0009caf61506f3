package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Catalog;
import io.meerkat.benchmark.catalog.Json;
import io.meerkat.benchmark.http.Answer;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import io.meerkat.benchmark.measure.Worker;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The same names, a page at a time; each connection reads all pages over and over. */
record PagedLists() implements TimedPhase {
    static final int PAGE = 100;

    @Override
    public String word() {
        return "list-paged";
    }

    @Override
    public String unit() {
        return "page of listTables";
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        var tables = session.workTables(session.tables());
        var first = session.catalog().tables(tables.getFirst().namespace()) + "?pageSize=" + PAGE;
        try (var connection = session.catalog().open()) {
            if (tables.size() > PAGE
                    && next(connection.send(Request.get(first + "&pageToken="))).isEmpty()) {
                return new Prepared.Skipped("answers with all names whatever the page size");
            }
        }
        var tokens = new AtomicReferenceArray<String>(session.connections());
        return Prepared.Ready.reading(worker -> page(worker, first, tokens));
    }

    private static boolean page(Worker worker, String first, AtomicReferenceArray<String> tokens)
            throws NoAnswerException {
        var token = Optional.ofNullable(tokens.get(worker.index())).orElse("");
        var answer = worker.send(Request.get(first + "&pageToken=" + Catalog.escaped(token)));
        tokens.set(worker.index(), next(answer).orElse(""));
        return answer.succeeded();
    }

    private static Optional<String> next(Answer answer) {
        return answer.member("next-page-token")
                .map(token -> token.contains("\\")
                        ? Json.read(answer.text()).path("next-page-token").asText()
                        : token)
                .filter(token -> !token.isEmpty());
    }
}
