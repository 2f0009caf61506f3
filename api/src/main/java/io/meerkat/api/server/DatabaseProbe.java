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
        return CompletableFuture.supplyAsync(this::answer, Thread::startVirtualThread)
                .completeOnTimeout(silence(), ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Ends on its own where the database hangs: waiting for a connection has a limit, and so has the question. */
    private Optional<String> answer() {
        try (var connection = source.getConnection()) {
            return connection.isValid((int) ANSWER_MAX.toSeconds()) ? Optional.empty() : silence();
        } catch (SQLException e) {
            return Optional.of("the database cannot be reached");
        }
    }

    private static Optional<String> silence() {
        return Optional.of("the database did not answer within %d s".formatted(ANSWER_MAX.toSeconds()));
    }
}
