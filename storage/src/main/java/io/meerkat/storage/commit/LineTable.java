package io.meerkat.storage.commit;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.RefChanges;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The lines of commits, and what each grew from. Derived from the events. */
public final class LineTable {
    private final Database database;
    private final RefChanges changes;

    public LineTable(Database database) {
        this.database = database;
        this.changes = new RefChanges(database);
    }

    /** For a rebuild, which adds them all again. */
    public void removeAll(TenantId tenant) {
        database.execute("delete from lines where tenant = ?", tenant.value());
    }

    /** A line of a branch that begins with a root commit. */
    public void begin(TenantId tenant, CatalogId catalog, BranchId branch, LineId line, Instant at) {
        database.executeLater(
                """
                        insert into lines (tenant, catalog, branch, line, depth, ancestor, up_to, begun_at)
                        values (?, ?, ?, ?, 0, ?, ?, ?::timestamptz)
                        """,
                tenant.value(),
                catalog.value(),
                branch.value(),
                line.value(),
                line.value(),
                Long.MAX_VALUE,
                Columns.utc(at));
    }

    /**
     * Something of these commits is brought to a line by a merge or the like, so that the objects that they show are on several
     * lines; of the line itself and of what it grew from it has them already.
     */
    public void broughtTo(TenantId tenant, CatalogId catalog, LineId line, Collection<CommitId> from) {
        database.executeLater(
                """
                        update lines a set brought_from = b.generation
                        from (select l.ancestor, max(least(l.up_to, c.generation)) as generation
                              from commits c
                              join lines l on l.line = c.line
                              where c.tenant = ? and c.catalog = ? and c.id = any (?)
                                and not exists (select from lines mine
                                                where mine.line = ? and mine.ancestor = c.line and mine.up_to >= c.generation)
                              group by l.ancestor) b
                        where a.line = b.ancestor and a.depth = 0 and a.brought_from < b.generation
                        """,
                tenant.value(),
                catalog.value(),
                Columns.bytes(from, commit -> commit.hash().bytes()),
                line.value());
        changes.moved(tenant, catalog);
    }

    /**
     * The commit that a line grows from.
     *
     * @param line that the commit is of
     * @param head the line of the branch that points to it, if one does
     */
    public record Origin(LineId line, long generation, Optional<LineId> head) {}

    /** A line that grows from another one. */
    public void begin(TenantId tenant, CatalogId catalog, BranchId branch, LineId line, Instant at, Origin from) {
        begin(tenant, catalog, branch, line, at);
        database.executeLater("""
                        update lines set revived = coalesce(
                            (select revived from lines where line = ?::uuid and depth = 0), true)
                        where line = ? and depth = 0
                        """, from.head().map(LineId::value).orElse(null), line.value());
        database.executeLater(
                """
                        insert into lines (tenant, catalog, branch, line, depth, ancestor, up_to, begun_at)
                        select tenant, catalog, ?, ?, depth + 1, ancestor, least(up_to, ?), ?::timestamptz from lines
                        where tenant = ? and line = ?
                        """,
                branch.value(),
                line.value(),
                from.generation(),
                Columns.utc(at),
                tenant.value(),
                from.line().value());
        changes.moved(tenant, catalog);
    }

    /** Whether one of these lines may show snapshots whose files are gone, since it began where no branch pointed any more. */
    public boolean isAnyRevived(Collection<LineId> lines) {
        return database.query(
                        "select from lines where line = any (?) and depth = 0 and revived limit 1",
                        Columns.uuids(lines, LineId::value))
                .fetchOptional()
                .isPresent();
    }
}
