package io.meerkat.storage;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** What PostgreSQL's error codes mean to a writer. */
public final class SqlStates {
    private static final String UNIQUE_VIOLATION = "23505";
    /** Of a replica that is no primary, or not yet. */
    private static final String READ_ONLY = "25006";

    private static final Set<String> TRY_AGAIN = Set.of(UNIQUE_VIOLATION, "40001", "40P01", "55P03", "25P03");

    private SqlStates() {}

    /** The constraint that a unique key violation anywhere in the causes names. */
    public static Optional<String> violatedKey(Throwable failure) {
        return find(failure)
                .filter(e -> UNIQUE_VIOLATION.equals(e.getSQLState()))
                .flatMap(e -> e instanceof PSQLException p && p.getServerErrorMessage() != null
                        ? Optional.ofNullable(p.getServerErrorMessage().getConstraint())
                        : Optional.of(""));
    }

    /** A conflict between writers: the same work may succeed on newer state. */
    public static boolean isConflict(Throwable failure) {
        return find(failure).map(e -> TRY_AGAIN.contains(e.getSQLState())).orElse(false);
    }

    /** The connection or the server is gone, not the request wrong. */
    public static boolean isUnavailable(Throwable failure) {
        return failure instanceof DatabaseUnavailable
                || isTimeoutOfThePool(failure)
                || find(failure)
                        .map(SQLException::getSQLState)
                        .map(state -> state.startsWith("08")
                                || state.startsWith("57P")
                                || state.startsWith("53")
                                || state.equals(READ_ONLY))
                        .orElse(false);
    }

    /** A pool that has no connection to give may say so without a code. */
    private static boolean isTimeoutOfThePool(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLTransientConnectionException) {
                return true;
            }
        }
        return false;
    }

    /** An answer of the server, rather than of the network, that the transaction was rolled back. */
    static boolean saysNothingHappened(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("23") || state.startsWith("40") || state.startsWith("25"));
    }

    private static Optional<SQLException> find(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BatchUpdateException batch && batch.getNextException() != null) {
                return Optional.of(batch.getNextException());
            }
            if (t instanceof SQLException e && e.getSQLState() != null) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }
}
