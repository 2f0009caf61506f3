package io.meerkat.storage;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a schema to the version this program needs. Migrations only expand within one version of the program. */
public final class Migrations {
    public static final String SCHEMA = "meerkat";

    private Migrations() {}

    public static void run(DataSource source) {
        run(source, SCHEMA, "classpath:db/storage");
    }

    /** For a module that keeps tables of its own in a schema of its own. */
    public static void run(DataSource source, String schema, String location) {
        Flyway.configure()
                .dataSource(source)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations(location)
                .load()
                .migrate();
    }
}
