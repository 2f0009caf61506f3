package io.meerkat.storage;

import java.sql.SQLException;

/** The database could not be used; nothing happened. */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(SQLException cause) {
        super("the database cannot be used: " + cause.getMessage(), cause);
    }
}
