package io.meerkat.projection.follow;

import io.meerkat.storage.Migrations;
import javax.sql.DataSource;

/** The schemas that read models live in. */
public final class ReadSchema {
    /** What questions are answered from. */
    public static final String CURRENT = "meerkat_read";

    /** Where a model is built anew, until it takes the place of the current one. */
    public static final String NEXT = "meerkat_read_next";

    private ReadSchema() {}

    /** Makes or updates the tables; before anything follows. */
    public static void migrate(DataSource source) {
        Migrations.run(source, CURRENT, "classpath:db/projections");
    }
}
