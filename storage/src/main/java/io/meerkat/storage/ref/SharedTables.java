package io.meerkat.storage.ref;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.ContentId;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Siblings;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which tables other refs may show, too: who sees one ref alone must not delete their files. Of most that is told by lines; of
 * those that a merge brought somewhere it is looked at on each ref. On the safe side where there are too many of these. What
 * was found out is remembered as long as no ref is pointed elsewhere.
 */
public final class SharedTables {
    private static final int BRANCHES_MAX = 1_000;
    private static final int TABLES_MAX = 100_000;

    /** More than these are not looked at one by one. */
    private static final int REFS_MAX = 32;

    private final Database database;
    private final Map<CatalogId, Siblings> newest = new ConcurrentHashMap<>();
    private final Cache<Asked, Map<LineId, Shown>> reached =
            Caffeine.newBuilder().maximumSize(BRANCHES_MAX).build();
    private final Cache<ContentId, Made> made =
            Caffeine.newBuilder().maximumSize(TABLES_MAX).build();

    private final Cache<Brought, Boolean> shown =
            Caffeine.newBuilder().maximumSize(TABLES_MAX).build();

    public SharedTables(Database database) {
        this.database = database;
    }

    /** A branch on a line, while the refs of its catalog are as this version of them. */
    private record Asked(BranchId branch, LineId line, long version) {}

    /** A table that more lines have than those that grew from where it was made. */
    private record Brought(Asked asked, ContentId table) {}

    /**
     * A line, as far as the branch shows it.
     *
     * @param upTo the newest generation that it shows
     * @param grown the newest generation that another ref shows, too, that is or grew from this line; -1 for none
     * @param brought the newest generation from which anything was brought to another line; -1 for none
     */
    private record Shown(long upTo, long grown, long brought) {}

    private enum Answer {
        PRIVATE,
        SHARED,
        /** It is told by each ref. */
        OPEN
    }

    /**
     * The commit that a table was made by.
     *
     * @param crossed whether it came to a line otherwise than by growing there
     * @param doubled whether its files were another table's before
     */
    private record Made(LineId line, long generation, boolean crossed, boolean doubled) {
        /** What was made where the branch did not grow from was brought from there, where it may still be. */
        Answer by(Map<LineId, Shown> lines) {
            var shown = lines.get(line);
            if (doubled) {
                return Answer.SHARED;
            }
            if (crossed || shown == null || generation > shown.upTo()) {
                return Answer.OPEN;
            }
            if (generation <= shown.grown()) {
                return Answer.SHARED;
            }
            return generation <= shown.brought() ? Answer.OPEN : Answer.PRIVATE;
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
        var asked = new Asked(branch, ref.line(), siblings.version());
        var answer = made(catalog.tenant(), table)
                .map(commit -> commit.by(reached.get(asked, this::lines)))
                .orElse(Answer.SHARED);
        return switch (answer) {
            case PRIVATE -> false;
            case SHARED -> true;
            case OPEN -> shown.get(new Brought(asked, table), brought -> isShownElsewhere(catalog, brought));
        };
    }

    /** A table that was ever renamed may be shown under any name. */
    private boolean isShownElsewhere(CatalogRow catalog, Brought brought) {
        return database.query(
                        """
                        with others as (
                            select * from refs where tenant = ? and catalog = ? and id <> ? limit ?
                        ), claimed as (
                            select (array_agg(key))[1] as key, bool_or(renamed) as renamed
                            from claims where tenant = ? and content_id = ?
                        )
                        select c.renamed or (select count(*) from others) > ? or exists (
                            select from others r %s where %s = ?) as shared
                        from claimed c
                        """.formatted(RefEntries.under("c.key"), RefEntries.OBJECT),
                        catalog.tenant().value(),
                        catalog.catalog().value(),
                        brought.asked().branch().value(),
                        REFS_MAX + 1,
                        catalog.tenant().value(),
                        brought.table().value(),
                        REFS_MAX,
                        brought.table().value())
                .fetchSingle(row -> !Boolean.FALSE.equals(row.get("shared", Boolean.class)));
    }

    /**
     * The lines that the branch shows. Others show of each, whichever is newest: up to where a line grew from it that another
     * branch is on now or a tag is on; all of it, if another branch is on it now; and up to the newest tag on it.
     */
    private Map<LineId, Shown> lines(Asked asked) {
        var branch = asked.branch().value();
        return database.query("""
                        select m.ancestor, m.up_to, least(m.up_to, coalesce(greatest(
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
                             where t.line = m.ancestor and t.type = 'tag' order by t.generation desc limit 1)), -1)) as grown,
                            coalesce((select l.brought_from from lines l where l.line = m.ancestor and l.depth = 0), -1)
                                as brought
                        from lines m where m.line = ?
                        """, branch, branch, asked.line().value())
                .fetchMap(
                        row -> new LineId(row.get("ancestor", UUID.class)),
                        row -> new Shown(
                                row.get("up_to", Long.class),
                                row.get("grown", Long.class),
                                row.get("brought", Long.class)));
    }

    /** None of a table whose commit is not known: it is not committed yet, or was never claimed. */
    private Optional<Made> made(TenantId tenant, ContentId table) {
        var known = made.getIfPresent(table);
        if (known != null) {
            return Optional.of(known);
        }
        var found = database.query("""
                        select c.line, c.generation,
                               exists (
                                   select from crossings x
                                   where x.tenant = c.tenant and x.content_id = c.content_id) as crossed,
                               exists (
                                   select from claims o
                                   where o.tenant = c.tenant and o.path = c.path and o.content_id <> c.content_id) as doubled
                        from claims c
                        where c.tenant = ? and c.content_id = ? and c.line is not null
                        order by c.claimed_at limit 1
                        """, tenant.value(), table.value())
                .fetchOptional(row -> new Made(
                        new LineId(row.get("line", UUID.class)),
                        row.get("generation", Long.class),
                        row.get("crossed", Boolean.class),
                        row.get("doubled", Boolean.class)));
        found.ifPresent(at -> made.put(table, at));
        return found;
    }
}
