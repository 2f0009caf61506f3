package io.meerkat.storage;

import java.sql.SQLException;

/** COMMIT was sent, and what came back does not say whether it took effect. */
public final class CommitUnclear extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommitUnclear(SQLException cause) {
        super("the database did not say whether the transaction was committed: " + cause.getMessage(), cause);
    }
}
