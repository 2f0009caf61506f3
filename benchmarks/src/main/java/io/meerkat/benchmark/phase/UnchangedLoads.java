package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.http.HttpConnection;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import java.util.Optional;

/** Loads of tables that the client has already, as it says with the ETag that it was given. */
record UnchangedLoads() implements TimedPhase {
    private static final int NOT_MODIFIED = 304;

    @Override
    public String word() {
        return "load-304";
    }

    @Override
    public String unit() {
        return "loadTable answered 304";
    }

    @Override
    public Prepared prepare(Session session) throws NoAnswerException {
        var tables = session.workTables(session.tables());
        var requests = Parallel.map(
                        session.catalog(),
                        session.connections(),
                        tables,
                        (connection, table) -> conditional(connection, session.load(table)))
                .stream()
                .flatMap(Optional::stream)
                .toList();
        if (requests.size() < tables.size()) {
            return new Prepared.Skipped("sends no ETag");
        }
        return Prepared.Ready.reading(worker ->
                worker.send(requests.get(worker.random().nextInt(requests.size())))
                                .status()
                        == NOT_MODIFIED);
    }

    private static Optional<Request> conditional(HttpConnection connection, Request load) throws NoAnswerException {
        return connection.send(load).etag().map(etag -> load.with("If-None-Match", etag));
    }
}
