package io.meerkat.query.audit;

import io.meerkat.storage.Database;

/** How many entries a filter lets through. */
public final class CountAuditEntries {
    private final Database database;

    public CountAuditEntries(Database database) {
        this.database = database;
    }

    public long count(AuditFilter filter) {
        return database.template(AuditRows.COUNT, AuditRows.matching(filter))
                .fetchOptional(0, Long.class)
                .orElse(0L);
    }
}
