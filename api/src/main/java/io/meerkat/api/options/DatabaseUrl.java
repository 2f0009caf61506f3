package io.meerkat.api.options;

/** Where a PostgreSQL is reached. It may hold a password, so it shows itself without its parameters. */
public record DatabaseUrl(String value) {
    private static final String PREFIX = "jdbc:postgresql:";

    public DatabaseUrl {
        if (!value.startsWith(PREFIX) || value.length() == PREFIX.length()) {
            throw new IllegalArgumentException(PREFIX + "//host:5432/name?user=...&password=...");
        }
    }

    @Override
    public String toString() {
        return value.split("\\?", 2)[0];
    }
}
