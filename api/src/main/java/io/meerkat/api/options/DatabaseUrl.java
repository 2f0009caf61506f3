package io.meerkat.api.options;

import java.util.Properties;
import org.postgresql.Driver;

/** Where a PostgreSQL is reached. It may hold a password, so it shows itself without its parameters. */
public record DatabaseUrl(String value) {
    private static final String PREFIX = "jdbc:postgresql:";

    public DatabaseUrl {
        // What the driver cannot read it quotes as a whole, password and all.
        if (!value.startsWith(PREFIX)
                || value.length() == PREFIX.length()
                || Driver.parseURL(value, new Properties()) == null) {
            throw new IllegalArgumentException(PREFIX + "//host:5432/name?user=...&password=...");
        }
    }

    @Override
    public String toString() {
        return value.split("\\?", 2)[0];
    }
}
