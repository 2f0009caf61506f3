package io.meerkat.conformance.nodes;

import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.server.MeerkatProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Two servers on one PostgreSQL and one warehouse; killing one leaves both alone. */
record Nodes(EmbeddedPostgres postgres, MeerkatProcess first, MeerkatProcess second) implements AutoCloseable {
    static Nodes start(Path data) {
        try {
            // Does not sync to disk, for nothing here takes the database down.
            var postgres = EmbeddedPostgres.start();
            var url = jdbcUrl(postgres);
            var first = MeerkatProcess.startAfresh(data, "--database", url);
            return new Nodes(postgres, first, MeerkatProcess.start(data, "--database", url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jdbcUrl(EmbeddedPostgres postgres) {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    List<URI> uris() {
        return List.of(first.uri(), second.uri());
    }

    CommitLog log() {
        return CommitLog.read(jdbcUrl(postgres));
    }

    @Override
    public void close() {
        first.close();
        second.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
