package io.meerkat.storage.ref;

import io.meerkat.model.CatalogId;
import io.meerkat.storage.Database;

/**
 * Held by whoever lets a ref point to an older commit, and by whoever gives a location free because no ref shows its table
 * any more: each must see what the other did.
 */
public final class RefLock {
    private final Database database;

    public RefLock(Database database) {
        this.database = database;
    }

    /** Waits for the turn, which lasts until the transaction ends. */
    public void await(CatalogId catalog) {
        database.execute("select pg_advisory_xact_lock(hashtextextended('refs/' || ?, 0))", catalog.toString());
    }
}
