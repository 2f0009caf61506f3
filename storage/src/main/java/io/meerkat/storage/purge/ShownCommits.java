package io.meerkat.storage.purge;

import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which commits the refs of a catalog have shown since a moment, and how far its lines have grown. */
final class ShownCommits {
    private final Database database;

    ShownCommits(Database database) {
        this.database = database;
    }

    /** A commit that a ref pointed to. */
    record Shown(LineId line, long generation, Hash root, When when) {
        boolean now() {
            return when == When.NOW;
        }
    }

    enum When {
        /** At the moment. */
        THEN,
        /** At some time since. */
        SINCE,
        /** At some time since, and it still does. */
        NOW
    }

    /**
     * Where each branch pointed at the moment, where it was pointed since, where it and each tag point now, and what refs
     * pointed to that were deleted since. What was committed in between are the entries of the lines.
     */
    List<Shown> since(CatalogRow catalog, Instant moment) {
        var id = catalog.catalog().value();
        var time = Columns.utc(moment);
        return database.query(
                        """
                        with b as (
                            select branch, 'NOW' as until from refs where catalog = ? and type = 'branch'
                            union all
                            select branch, 'SINCE' from deleted_refs
                            where catalog = ? and type = 'branch' and deleted_at >= ?::timestamptz
                        ), t as (
                            select line, commit_id, 'NOW' as until from refs where catalog = ? and type = 'tag'
                            union all
                            select line, commit_id, 'SINCE' from deleted_refs
                            where catalog = ? and type = 'tag' and deleted_at >= ?::timestamptz
                        )
                        select p.line, p.generation, p.root, p.shown
                        from b
                        cross join lateral (
                            (select line, generation, root, 'THEN' as shown from heads
                             where stream = ?::text || '/branch/' || b.branch and commit_id is not null
                               and recorded_at <= ?::timestamptz
                             order by recorded_at desc, after_seq desc limit 1)
                            union all
                            (select line, generation, root, b.until from heads
                             where stream = ?::text || '/branch/' || b.branch and commit_id is not null
                             order by after_seq desc limit 1)) p
                        union all
                        select c.line, c.generation, c.root, 'SINCE'
                        from lines l
                        join commits c on c.line = l.ancestor and c.generation = l.up_to
                        where l.catalog = ? and l.depth = 1 and l.begun_at >= ?::timestamptz
                        union all
                        select c.line, c.generation, c.root, t.until
                        from t
                        join commits c on c.tenant = ? and c.catalog = ? and c.id = t.commit_id
                        """,
                        id,
                        id,
                        time,
                        id,
                        id,
                        time,
                        catalog.tenant().toString(),
                        time,
                        catalog.tenant().toString(),
                        id,
                        time,
                        catalog.tenant().value(),
                        id)
                .fetch(row -> new Shown(
                        new LineId(row.get("line", UUID.class)),
                        row.get("generation", Long.class),
                        Hash.of(row.get("root", byte[].class)),
                        When.valueOf(row.get("shown", String.class))));
    }

    /** The newest generation of each line of a catalog that has a commit of its own. */
    Map<LineId, Long> newest(CatalogRow catalog) {
        var newest = new HashMap<LineId, Long>();
        database.query("""
                        select l.line, c.generation
                        from lines l
                        cross join lateral (
                            select generation from commits where line = l.line order by generation desc limit 1) c
                        where l.catalog = ? and l.depth = 0
                        """, catalog.catalog().value())
                .forEach(row -> newest.put(new LineId(row.get("line", UUID.class)), row.get("generation", Long.class)));
        return newest;
    }
}
