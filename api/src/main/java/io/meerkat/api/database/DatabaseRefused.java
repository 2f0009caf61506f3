package io.meerkat.api.database;

/** The database that was named cannot be used. The message is for the person at the terminal. */
public final class DatabaseRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseRefused(String message) {
        super(message);
    }
}
