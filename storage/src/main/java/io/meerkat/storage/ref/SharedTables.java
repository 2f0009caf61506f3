package io.meerkat.storage.ref;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.ContentId;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Siblings;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which tables other refs may show, too: who sees one ref alone must not delete their files. On the safe side where it would
 * take a look at every ref. What was found out is remembered as long as no ref is pointed elsewhere.
 */
public final class SharedTables {
    private static final int BRANCHES_MAX = 1_000;
    private static final int TABLES_MAX = 100_000;

    private final Database database;
    private final Map<CatalogId, Siblings> newest = new ConcurrentHashMap<>();
    private final Cache<Asked, Map<LineId, Shown>> reached =
            Caffeine.newBuilder().maximumSize(BRANCHES_MAX).build();
    private final Cache<ContentId, Made> made =
            Caffeine.newBuilder().maximumSize(TABLES_MAX).build();

    public SharedTables(Database database) {
        this.database = database;
    }

    /** A branch on a line, while the refs of its catalog are as this version of them. */
    private record Asked(BranchId branch, LineId line, long version) {}

    /**
     * A line, as far as the branch shows it.
     *
     * @param upTo the newest generation that it shows
     * @param through the newest generation that another ref shows, too; -1 for none
     */
    private record Shown(long upTo, long through) {}

    /**
     * The commit that a table was made by.
     *
     * @param crossed whether it came to a line otherwise than by growing there, or its files were another table's before
     */
    private record Made(LineId line, long generation, boolean crossed) {
        /** What was made where the branch did not grow from was brought from there, where it may still be. */
        boolean isShared(Map<LineId, Shown> lines) {
            var shown = lines.get(line);
            return crossed || shown == null || generation > shown.upTo() || generation <= shown.through();
        }
    }

    /** Of a table that this ref shows. A commit, tag or time shows nothing of its own. */
    public boolean isShared(ResolvedRef ref, ContentId table) {
        return ref.head().map(branch -> isShared(ref, branch, table)).orElse(true);
    }

    private boolean isShared(ResolvedRef ref, BranchId branch, ContentId table) {
        var catalog = ref.catalog();
        // Some who ask have looked at the refs a while ago.
        var siblings = newest.merge(catalog.catalog(), ref.siblings(), Siblings::newer);
        if (!siblings.exist()) {
            return false;
        }
        var lines = reached.get(new Asked(branch, ref.line(), siblings.version()), this::lines);
        return made(catalog.tenant(), table)
                .map(commit -> commit.isShared(lines))
                .orElse(true);
    }

    /**
     * The lines that the branch shows. Others show of each, whichever is newest: up to where a line grew from it that another
     * branch is on now or a tag is on; all of it, if another branch is on it now; up to the newest tag on it; and up to what
     * was brought from it.
     */
    private Map<LineId, Shown> lines(Asked asked) {
        var branch = asked.branch().value();
        return database.query("""
                        select m.ancestor, m.up_to, coalesce(least(m.up_to, greatest(
                            (select l.up_to from lines l
                             where l.ancestor = m.ancestor and l.depth > 0
                               and (exists (select from refs t where t.line = l.line and t.type = 'tag')
                                    or l.branch <> ? and exists (
                                        select from refs b
                                        cross join lateral (
                                            select line from heads where stream = l.tenant || '/branch/' || b.branch
                                            order by after_seq desc limit 1) h
                                        where b.branch = l.branch and b.type = 'branch' and h.line = l.line))
                             order by l.up_to desc limit 1),
                            (select m.up_to from lines l
                             join refs b on b.branch = l.branch and b.type = 'branch'
                             cross join lateral (
                                 select line from heads where stream = l.tenant || '/branch/' || b.branch
                                 order by after_seq desc limit 1) h
                             where l.line = m.ancestor and l.depth = 0 and l.branch <> ? and h.line = l.line),
                            (select t.generation from refs t
                             where t.line = m.ancestor and t.type = 'tag' order by t.generation desc limit 1),
                            (select l.brought_from from lines l where l.line = m.ancestor and l.depth = 0))), -1) as through
                        from lines m where m.line = ?
                        """, branch, branch, asked.line().value())
                .fetchMap(
                        row -> new LineId(row.get("ancestor", UUID.class)),
                        row -> new Shown(row.get("up_to", Long.class), row.get("through", Long.class)));
    }

    /** None of a table whose commit is not known: it is not committed yet, or was never claimed. */
    private Optional<Made> made(TenantId tenant, ContentId table) {
        var known = made.getIfPresent(table);
        if (known != null) {
            return Optional.of(known);
        }
        var found = database.query("""
                        select c.line, c.generation,
                               c.crossed or exists (
                                   select from claims o
                                   where o.tenant = c.tenant and o.path = c.path and o.content_id <> c.content_id) as crossed
                        from claims c
                        where c.tenant = ? and c.content_id = ? and c.line is not null
                        order by c.claimed_at limit 1
                        """, tenant.value(), table.value())
                .fetchOptional(row -> new Made(
                        new LineId(row.get("line", UUID.class)),
                        row.get("generation", Long.class),
                        row.get("crossed", Boolean.class)));
        found.ifPresent(at -> made.put(table, at));
        return found;
    }
}
