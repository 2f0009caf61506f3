package io.meerkat.storage.merge;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.model.MergeId;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import io.meerkat.storage.merge.MergeRow.State;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The merges of catalogs that were opened. Derived from their events. */
public final class MergeTable {
    private final Database database;

    public MergeTable(Database database) {
        this.database = database;
    }

    public void add(TenantId tenant, CatalogId catalog, MergeRow row) {
        database.execute(
                "insert into merges values (?, ?, ?, ?, ?, ?, ?, null, ?, ?::timestamptz, ?::timestamptz)",
                tenant.value(),
                catalog.value(),
                row.id().value(),
                row.branch().value(),
                row.plan(),
                row.resolutions(),
                word(row.state()),
                row.openedBy().value(),
                Columns.utc(row.openedAt()),
                Columns.utc(row.changedAt()));
    }

    /** Changes what an open merge has come to. In the turn of its stream. */
    public void update(TenantId tenant, CatalogId catalog, MergeRow row) {
        database.execute(
                """
                        update merges set resolutions = ?, state = ?, commit_id = ?::bytea, changed_at = ?::timestamptz
                        where tenant = ? and catalog = ? and merge = ?
                        """,
                row.resolutions(),
                word(row.state()),
                row.commit().map(commit -> commit.hash().bytes()).orElse(null),
                Columns.utc(row.changedAt()),
                tenant.value(),
                catalog.value(),
                row.id().value());
    }

    public Optional<MergeRow> find(TenantId tenant, CatalogId catalog, MergeId merge) {
        return database.query(
                        "select * from merges where tenant = ? and catalog = ? and merge = ?",
                        tenant.value(),
                        catalog.value(),
                        merge.value())
                .fetchOptional(MergeTable::row);
    }

    /** The newest that is open of a plan for a branch. */
    public Optional<MergeRow> open(TenantId tenant, CatalogId catalog, BranchId branch, String plan) {
        return database.query("""
                        select * from merges
                        where tenant = ? and catalog = ? and branch = ? and state = 'open' and plan = ?
                        order by opened_at desc, merge limit 1
                        """, tenant.value(), catalog.value(), branch.value(), plan)
                .fetchOptional(MergeTable::row);
    }

    /** A merge and the catalog it is of. */
    public record Located(CatalogName catalog, MergeRow row) {}

    /** A merge of any catalog that is there, for who knows its id alone. It costs an index probe for each catalog. */
    public Optional<Located> locate(TenantId tenant, MergeId merge) {
        return database.query("""
                        select m.*, c.name as catalog_name from catalogs c
                        join merges m on m.tenant = c.tenant and m.catalog = c.catalog and m.merge = ?
                        where c.tenant = ? and c.dropped_at is null
                        """, merge.value(), tenant.value())
                .fetchOptional(row -> new Located(new CatalogName(row.get("catalog_name", String.class)), row(row)));
    }

    /** Where a list goes on: behind this one. */
    public record After(Instant openedAt, MergeId merge) {}

    /**
     * The newest first.
     *
     * @param verb the plan's, of which alone are wanted; all if empty
     */
    public List<MergeRow> list(
            TenantId tenant,
            CatalogId catalog,
            Optional<String> verb,
            Optional<State> state,
            Optional<After> after,
            int limit) {
        return database.query(
                        """
                        select * from merges
                        where tenant = ? and catalog = ? and state = coalesce(?::text, state)
                          and (?::text is null or plan::jsonb ->> 'verb' = ?::text)
                          and (?::timestamptz is null or opened_at < ?::timestamptz
                               or opened_at = ?::timestamptz and merge > ?::uuid)
                        order by opened_at desc, merge limit ?
                        """,
                        tenant.value(),
                        catalog.value(),
                        state.map(MergeTable::word).orElse(null),
                        verb.orElse(null),
                        verb.orElse(null),
                        time(after),
                        time(after),
                        time(after),
                        after.map(last -> last.merge().value()).orElse(null),
                        limit)
                .fetch(MergeTable::row);
    }

    private static @Nullable OffsetDateTime time(Optional<After> after) {
        return after.map(last -> Columns.utc(last.openedAt())).orElse(null);
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static MergeRow row(Record row) {
        return new MergeRow(
                new MergeId(row.get("merge", UUID.class)),
                new BranchId(row.get("branch", UUID.class)),
                row.get("plan", String.class),
                row.get("resolutions", String.class),
                State.valueOf(row.get("state", String.class).toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.get("commit_id", byte[].class)).map(id -> new CommitId(Hash.of(id))),
                new PrincipalId(row.get("opened_by", UUID.class)),
                row.get("opened_at", OffsetDateTime.class).toInstant(),
                row.get("changed_at", OffsetDateTime.class).toInstant());
    }
}
