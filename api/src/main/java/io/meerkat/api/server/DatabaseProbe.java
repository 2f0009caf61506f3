package io.meerkat.api.server;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Whether the database answers. It is asked once a second at most, by one request, however many ask for health. */
final class DatabaseProbe {
    static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final DataSource source;
    private final Supplier<Optional<String>> problem =
            Suppliers.memoizeWithExpiration(this::ask, REMEMBERED.toMillis(), TimeUnit.MILLISECONDS);

    DatabaseProbe(DataSource source) {
        this.source = source;
    }

    /** None while it answers. */
    Optional<String> problem() {
        return problem.get();
    }

    private Optional<String> ask() {
        boolean answers = CompletableFuture.supplyAsync(this::answers, Thread::startVirtualThread)
                .completeOnTimeout(false, ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return answers ? Optional.empty() : Optional.of("the database does not answer");
    }

    /** Ends on its own where the database hangs: waiting for a connection has a limit, and so has the question. */
    private boolean answers() {
        try (var connection = source.getConnection()) {
            return connection.isValid((int) ANSWER_MAX.toSeconds());
        } catch (SQLException e) {
            return false;
        }
    }
}
