package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;

/** Calls about branches, as Meerkat alone has them. */
record Branching(Session session) {
    static final Prepared.Skipped NOT_THERE = new Prepared.Skipped("has no branches by these calls");

    boolean isThere() throws NoAnswerException {
        try (var connection = session.catalog().open()) {
            return connection.send(Request.get(path("branches?limit=1"))).succeeded();
        }
    }

    String path(String call) {
        return session.catalog().management() + "/" + call;
    }

    /** A branch of the main one. */
    Request create(String branch) {
        return Request.post(path("branches"), "{\"name\":\"%s\"}".formatted(branch));
    }

    void make(String branch) throws NoAnswerException {
        try (var connection = session.catalog().open()) {
            Session.require(connection.send(create(branch)), branch);
        }
    }

    /** Into the main branch. */
    Request merge(String branch) {
        return Request.post(path("merges"), "{\"source\":\"%s\"}".formatted(branch));
    }
}
