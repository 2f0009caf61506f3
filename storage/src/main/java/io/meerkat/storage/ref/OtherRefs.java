package io.meerkat.storage.ref;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.ShownElsewhere;
import io.meerkat.storage.Database;
import java.util.Optional;
import java.util.Set;
import org.jooq.Record;

/**
 * What of the tables of a branch other refs can show, too. Of most that is told by lines: other refs grew from the branch,
 * or grew with it. Of a table that was merged from one line to another it is looked at on every ref.
 */
public final class OtherRefs {
    private final Database database;

    public OtherRefs(Database database) {
        this.database = database;
    }

    /** A table of a branch, where that points now. */
    public record Asked(
            TenantId tenant, CatalogId catalog, BranchId branch, LineId line, TreeKey key, ContentId object) {}

    /** Where others could be pointed meanwhile, under the lock of refs. */
    public ShownElsewhere shown(Asked asked) {
        var ways = ways(asked);
        if (!ways.crossed()) {
            return ShownElsewhere.asOf(newest(asked.tenant(), asked.line(), asked.object()));
        }
        return ways.renamed() && othersExist(asked)
                ? ShownElsewhere.everything()
                : ShownElsewhere.contents(contents(asked));
    }

    private boolean othersExist(Asked asked) {
        return database.query(
                        "select from refs where tenant = ? and catalog = ? and id <> ? limit 1",
                        asked.tenant().value(),
                        asked.catalog().value(),
                        asked.branch().value())
                .fetchOptional()
                .isPresent();
    }

    private record Ways(boolean crossed, boolean renamed) {}

    private Ways ways(Asked asked) {
        return database.query(
                        """
                        select exists (select from crossings where tenant = ? and content_id = ?) as crossed,
                               exists (select from claims where tenant = ? and content_id = ? and renamed) as renamed
                        """,
                        asked.tenant().value(),
                        asked.object().value(),
                        asked.tenant().value(),
                        asked.object().value())
                .fetchSingle(row -> new Ways(is(row, "crossed"), is(row, "renamed")));
    }

    private static boolean is(Record row, String column) {
        return Boolean.TRUE.equals(row.get(column, Boolean.class));
    }

    /** What each other ref has of it now under its name. */
    private Set<Hash> contents(Asked asked) {
        var key = asked.key().bytes();
        return database.query(
                        """
                        select distinct substring(e.entry from 19 for 32) as content
                        from refs r
                        %s
                        where r.tenant = ? and r.catalog = ? and r.id <> ? and %s = ?
                        """.formatted(RefEntries.under("?"), RefEntries.OBJECT),
                        key,
                        key,
                        asked.tenant().value(),
                        asked.catalog().value(),
                        asked.branch().value(),
                        asked.object().value())
                .fetchSet(row -> Hash.of(row.get("content", byte[].class)));
    }

    /**
     * The newest commit of a branch that is on this line, as far as it shows an object, that another branch grew from, or grew with, or that a tag
     * names. What was made of the object after it no other ref can show.
     */
    private Optional<CommitId> newest(TenantId tenant, LineId branch, ContentId object) {
        var line = branch.value();
        return database.query("""
                        with made as (
                            select line, generation from claims
                            where tenant = ? and content_id = ? and line is not null order by claimed_at limit 1
                        ), shared as (
                            select ancestor as line, up_to as generation from lines
                            where line = ? and depth = 1
                              and not exists (select from made where made.line = lines.line)
                            union all
                            select l.ancestor, l.up_to
                            from lines l
                            join refs b on b.branch = l.branch and b.type = 'branch'
                            cross join lateral (
                                select line from heads where stream = l.tenant || '/branch/' || l.branch
                                order by after_seq desc limit 1) h
                            where l.ancestor = ? and l.depth > 0 and h.line = l.line
                            union all
                            select t.ancestor, least(t.up_to, r.generation)
                            from lines t
                            join refs r on r.line = t.line and r.type = 'tag'
                            where t.ancestor = ?
                        )
                        select c.id
                        from shared s
                        join commits c on c.line = s.line and c.generation = s.generation
                        where not exists (
                            select from made where made.line = s.line and made.generation > s.generation)
                        order by c.generation desc limit 1
                        """, tenant.value(), object.value(), line, line, line)
                .fetchOptional(row -> new CommitId(Hash.of(row.get("id", byte[].class))));
    }
}
