package io.meerkat.storage.purge;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.model.event.PurgeEvent.PurgeRequested;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Record;

/** The purges that were asked for, and how far they are. A node works on those that it holds the lease of. */
public final class PurgeTable {
    private final Database database;

    public PurgeTable(Database database) {
        this.database = database;
    }

    /** Adds a purge. An object that came back and was dropped again waits anew. */
    public void add(PurgeRequested request, Instant at) {
        database.execute(
                """
                        insert into purges (tenant, content_id, catalog, branch, commit_id, key, requested_at)
                        values (?, ?, ?, ?, ?, ?, ?::timestamptz)
                        on conflict (tenant, content_id) do update
                        set catalog = excluded.catalog, branch = excluded.branch, commit_id = excluded.commit_id,
                            key = excluded.key, requested_at = excluded.requested_at,
                            begun_at = null, completed_at = null, leased_until = null, owner = null, problem = null
                        """,
                request.tenant().value(),
                request.contentId().value(),
                request.catalog().value(),
                request.branch().value(),
                request.commit().hash().bytes(),
                request.key().bytes(),
                Columns.utc(at));
    }

    /** Takes the lease of purges that were asked for at least {@code wait} ago, the oldest first. */
    public List<Purge> take(Duration wait, Duration lease, int limit) {
        return database.query("""
                        update purges set leased_until = clock_timestamp() + make_interval(secs => ?), owner = ?
                        where (tenant, content_id) in (
                            select tenant, content_id from purges
                            where completed_at is null
                              and requested_at <= clock_timestamp() - make_interval(secs => ?)
                              and (leased_until is null or leased_until < clock_timestamp())
                            order by requested_at limit ? for update skip locked)
                        returning *
                        """, seconds(lease), UUID.randomUUID(), seconds(wait), limit)
                .fetch(PurgeTable::purge);
    }

    /** Renews what the owner still holds. Returns how many purges those are. */
    public int renew(UUID owner, Duration lease) {
        return database.execute(
                "update purges set leased_until = clock_timestamp() + make_interval(secs => ?) where owner = ?",
                seconds(lease),
                owner);
    }

    /** From here on readers are told that the files are gone. False, and nothing is changed, if it has another owner. */
    public boolean begin(Purge purge) {
        return change(purge, "begun_at = coalesce(begun_at, clock_timestamp()), problem = null");
    }

    /** Remembers why it did not go on; it is tried again when the lease lapses. False as above. */
    public boolean giveBack(Purge purge, String problem) {
        return change(purge, "owner = null, problem = ?", problem.replace('\0', '\uFFFD'));
    }

    /** False as above. */
    public boolean finish(Purge purge, Instant at) {
        return change(
                purge,
                "owner = null, completed_at = ?::timestamptz, leased_until = null, problem = null",
                Columns.utc(at));
    }

    private boolean change(Purge purge, String set, Object... values) {
        var binds = new ArrayList<>(List.of(values));
        binds.addAll(List.of(purge.tenant().value(), purge.contentId().value(), purge.owner()));
        int changed = database.execute(
                "update purges set " + set + " where tenant = ? and content_id = ? and owner = ?", binds.toArray());
        return changed > 0;
    }

    /** How many purges are not done yet, and how many of those met a problem. */
    public Open open() {
        return database.query("select count(*) as all, count(problem) as stuck from purges where completed_at is null")
                .fetchSingle(row -> new Open(row.get("all", Long.class), row.get("stuck", Long.class)));
    }

    public record Open(long all, long stuck) {}

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    private static Purge purge(Record row) {
        return new Purge(
                new TenantId(row.get("tenant", UUID.class)),
                new ContentId(row.get("content_id", UUID.class)),
                new CatalogId(row.get("catalog", UUID.class)),
                new BranchId(row.get("branch", UUID.class)),
                new CommitId(Hash.of(row.get("commit_id", byte[].class))),
                TreeKey.of(row.get("key", byte[].class)),
                row.get("requested_at", OffsetDateTime.class).toInstant(),
                row.get("owner", UUID.class));
    }
}
