package io.meerkat.api.server;

import io.meerkat.api.database.NamedDatabase;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.embedded.DurablePostgres;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database, which comes up while the port opens. */
final class DatabaseStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final CompletableFuture<Started> started;

    private DatabaseStart(CompletableFuture<Started> started) {
        this.started = started;
    }

    private record Started(Pools.Login login, Optional<DurablePostgres> embedded) {}

    static DatabaseStart begin(ServeOptions options) {
        return new DatabaseStart(CompletableFuture.supplyAsync(() -> start(options), Thread::startVirtualThread));
    }

    private static Started start(ServeOptions options) {
        if (options.database().isPresent()) {
            var url = options.database().get();
            new NamedDatabase(url).requireServable();
            return new Started(new Pools.Login(url.value(), "", ""), Optional.empty());
        }
        var embedded = DurablePostgres.start(options.data(), LOG::info);
        return new Started(
                new Pools.Login(embedded.jdbcUrl(), embedded.user(), embedded.password()), Optional.of(embedded));
    }

    /** Waits until it can be used. */
    Pools.Login login() {
        try {
            return started.join().login();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException refusal ? refusal : e;
        }
    }

    /** Waits for a start that is under way: half of one would be left behind. */
    @Override
    public void close() {
        started.handle((database, _) -> Optional.ofNullable(database).flatMap(Started::embedded))
                .join()
                .ifPresent(DatabaseStart::close);
    }

    private static void close(DurablePostgres database) {
        try {
            database.close();
        } catch (IOException e) {
            LOG.error("the database did not stop cleanly; it recovers at the next start", e);
        }
    }
}
