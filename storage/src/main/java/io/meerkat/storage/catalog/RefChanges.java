package io.meerkat.storage.catalog;

import io.meerkat.model.CatalogId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;

/**
 * Counts a catalog's refs, and how often one of them came to show something else than what was committed to it. Written by the
 * tables that make such changes, in their transactions.
 */
public final class RefChanges {
    private final Database database;

    public RefChanges(Database database) {
        this.database = database;
    }

    public void added(TenantId tenant, CatalogId catalog) {
        count(tenant, catalog, 1);
    }

    public void removed(TenantId tenant, CatalogId catalog) {
        count(tenant, catalog, -1);
    }

    /** The refs are as many as they were. */
    public void moved(TenantId tenant, CatalogId catalog) {
        count(tenant, catalog, 0);
    }

    private void count(TenantId tenant, CatalogId catalog, int added) {
        database.executeLater("""
                        update catalogs set refs_version = refs_version + 1, refs_count = refs_count + ?
                        where tenant = ? and catalog = ?
                        """, added, tenant.value(), catalog.value());
    }
}
