package io.meerkat.storage.claim;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.ContentId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.Allocation;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was ever allocated for an object, on any branch. */
public final class MarkTable {
    private final Database database;

    public MarkTable(Database database) {
        this.database = database;
    }

    /** Reads the marks and locks them, in the order of their keys, until the transaction ends. */
    public Map<ContentId, Mark> lock(TenantId tenant, CatalogId catalog, Collection<ContentId> objects) {
        return database.query("""
                        select content_id, last_column_id, last_partition_id from marks
                        where tenant = ? and catalog = ? and content_id = any (?)
                        order by content_id for update
                        """, tenant.value(), catalog.value(), Columns.uuids(objects, ContentId::value))
                .fetchMap(
                        row -> new ContentId(row.get("content_id", UUID.class)),
                        row -> new Mark(
                                row.get("last_column_id", Integer.class), row.get("last_partition_id", Integer.class)));
    }

    /** Raises the marks; one of an object not seen before belongs to this branch, whose row ids start at the table's own. */
    public void raise(TenantId tenant, CatalogId catalog, BranchId branch, List<Allocation> allocations) {
        database.executeLater(
                """
                        insert into marks
                        select ?, ?, content_id, max(last_column_id), max(last_partition_id), ?
                        from unnest(?, ?, ?) as a(content_id, last_column_id, last_partition_id)
                        group by content_id order by content_id
                        on conflict (tenant, catalog, content_id) do update
                        set last_column_id = greatest(marks.last_column_id, excluded.last_column_id),
                            last_partition_id = greatest(marks.last_partition_id, excluded.last_partition_id),
                            raised_by = pg_current_xact_id()
                        """,
                tenant.value(),
                catalog.value(),
                branch.value(),
                Columns.uuids(allocations, a -> a.contentId().value()),
                Columns.ints(allocations, Allocation::lastColumnId),
                Columns.ints(allocations, Allocation::lastPartitionId));
    }
}
