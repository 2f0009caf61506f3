package io.meerkat.storage.claim;

import io.meerkat.model.ContentId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.util.Collection;

/**
 * Objects that a commit brought, or a change of theirs, to a line other than by growing it: lines do not tell all that refs
 * show of them. Once here, always here.
 */
public final class CrossingTable {
    private final Database database;

    public CrossingTable(Database database) {
        this.database = database;
    }

    /** In order, so that of two who add the same ones the later waits for the earlier, and never each for the other. */
    public void add(TenantId tenant, Collection<ContentId> objects) {
        database.executeLater("""
                        insert into crossings
                        select ?, content_id from unnest(?) as o(content_id) order by content_id
                        on conflict do nothing
                        """, tenant.value(), Columns.uuids(objects, ContentId::value));
    }
}
