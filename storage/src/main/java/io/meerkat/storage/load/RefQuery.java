package io.meerkat.storage.load;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.ResultQuery;

/** Statements that begin with finding a ref: {@code r} is its row in what follows, none if it does not exist. */
final class RefQuery {
    private static final String CATALOG = """
            with c as (
                select * from catalogs where tenant = ? and name = ? and dropped_at is null
            ), r as (
            """;
    private static final String HEAD = """
                select c.*, refs.branch, coalesce(h.line, refs.line) as line, coalesce(h.commit_id, refs.commit_id) as commit_id,
                       coalesce(h.root, t.root) as tree, coalesce(h.generation, refs.generation) as generation,
                       coalesce(h.commit_time, t.time) as commit_time
                from c
                join refs on refs.tenant = c.tenant and refs.catalog = c.catalog and refs.name = ?
                left join lateral (
                    select * from heads where stream = c.tenant || '/branch/' || refs.branch
                    order by after_seq desc limit 1) h on true
                left join lateral (
                    select root, time from commits
                    where tenant = c.tenant and catalog = c.catalog and id = refs.commit_id limit 1) t on true
            )
            """;
    private static final String COMMIT = """
                select c.*, null::uuid as branch, commits.line, commits.id as commit_id, commits.root as tree,
                       commits.generation, commits.time as commit_time
                from c
                join commits on commits.tenant = c.tenant and commits.catalog = c.catalog and commits.id = ?
            )
            """;
    /**
     * The last batch that was whole at that time, and of the next one what was committed by then. A branch that was pointed
     * elsewhere went to another line, in one step.
     */
    private static final String TIME = """
                select c.*, null::uuid as branch, coalesce(i.line, h.line) as line,
                       coalesce(i.id, h.commit_id) as commit_id, coalesce(i.root, h.root) as tree,
                       coalesce(i.generation, h.generation) as generation, coalesce(i.time, h.commit_time) as commit_time
                from c
                join refs on refs.tenant = c.tenant and refs.catalog = c.catalog and refs.name = ?
                cross join (select ?::timestamptz as time) at
                left join lateral (
                    select * from heads
                    where stream = c.tenant || '/branch/' || refs.branch and recorded_at <= at.time
                      and commit_id is not null
                    order by recorded_at desc, after_seq desc limit 1) h on true
                left join lateral (
                    select generation, line from heads
                    where stream = c.tenant || '/branch/' || refs.branch and after_seq >= coalesce(h.last_seq, -1)
                      and commit_id is not null
                    order by after_seq limit 1) next on true
                left join lateral (
                    select id, line, root, generation, time from commits
                    where line = next.line and next.line = coalesce(h.line, next.line)
                      and generation > coalesce(h.generation, -1)
                      and generation <= next.generation and time <= at.time
                    order by generation desc limit 1) i on true
                where coalesce(i.id, h.commit_id) is not null
            )
            """;

    private final Database database;

    RefQuery(Database database) {
        this.database = database;
    }

    Optional<Record> find(TenantId tenant, CatalogName catalog, RefPoint point, String select, List<Object> more) {
        return query(tenant, catalog, point, select, more).fetchOptional();
    }

    /** For a statement that tells more of the ref than one row; none if it does not exist. */
    List<Record> all(TenantId tenant, CatalogName catalog, RefPoint point, String select, List<Object> more) {
        return query(tenant, catalog, point, select, more).fetch();
    }

    private ResultQuery<Record> query(
            TenantId tenant, CatalogName catalog, RefPoint point, String select, List<Object> more) {
        var binds = new ArrayList<Object>(List.of(tenant.value(), catalog.value()));
        String ref = switch (point) {
            case RefPoint.HeadOf(var name) -> {
                binds.add(name.value());
                yield HEAD;
            }
            case RefPoint.AtCommit(var commit) -> {
                binds.add(commit.hash().bytes());
                yield COMMIT;
            }
            case RefPoint.AtTime(var branch, var time) -> {
                binds.add(branch.value());
                binds.add(Columns.utc(time));
                yield TIME;
            }
        };
        binds.addAll(more);
        return database.query(CATALOG + ref + select, binds.toArray());
    }

    static ResolvedRef ref(Record row) {
        return new ResolvedRef(
                new CatalogRow(
                        new TenantId(row.get("tenant", UUID.class)),
                        new CatalogId(row.get("catalog", UUID.class)),
                        new CatalogName(row.get("name", String.class)),
                        new BranchId(row.get("main", UUID.class)),
                        row.get("root", String.class),
                        row.get("properties", String.class),
                        row.get("created_at", OffsetDateTime.class).toInstant()),
                Optional.ofNullable(row.get("branch", UUID.class)).map(BranchId::new),
                new LineId(row.get("line", UUID.class)),
                new CommitId(Hash.of(row.get("commit_id", byte[].class))),
                Hash.of(row.get("tree", byte[].class)),
                row.get("generation", Long.class),
                row.get("commit_time", OffsetDateTime.class).toInstant(),
                new Siblings(row.get("refs_version", Long.class), row.get("refs_count", Long.class) > 1));
    }
}
