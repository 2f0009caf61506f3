package io.meerkat.storage.ref;

import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import java.util.Optional;

/** What of a branch other refs can show, too. */
public final class SharedCommits {
    private final Database database;

    public SharedCommits(Database database) {
        this.database = database;
    }

    /**
     * The newest commit of a branch that is on this line, as far as it shows an object, that another branch grew from, or grew with, or that a tag
     * names. What was made of the object after it no other ref can show.
     */
    public Optional<CommitId> newest(TenantId tenant, LineId branch, ContentId object) {
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
