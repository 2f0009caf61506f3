package io.meerkat.storage.ref;

import io.meerkat.model.BranchId;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.RefName;
import io.meerkat.model.RefPattern;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.RefChanges;
import io.meerkat.storage.ref.RefRow.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Record;

/** The branches and tags of catalogs, which share one name space. */
public final class RefTable {
    /** The key on which two refs of one name collide. */
    public static final String NAME_GUARD = "refs_pkey";

    static final String POINTED = """
            select r.tenant, r.catalog, r.name, r.type, r.id, r.created_at, r.branch_type, r.writable,
                   coalesce(h.line, r.line) as line,
                   coalesce(h.commit_id, r.commit_id) as commit_id, coalesce(h.root, t.root) as root,
                   coalesce(h.generation, r.generation) as generation, coalesce(h.commit_time, t.time) as time
            from refs r
            left join lateral (
                select * from heads where stream = r.tenant || '/branch/' || r.branch
                order by after_seq desc limit 1) h on true
            left join lateral (
                select root, time from commits where tenant = r.tenant and catalog = r.catalog and id = r.commit_id limit 1) t on true
            """;

    private static final String NAMED =
            " and r.name >= ? and starts_with(r.name, ?) and r.name > ? order by r.name limit ?";

    private static final String IN_CATALOG = POINTED + " where r.tenant = ? and r.catalog = ?";

    private final Database database;
    private final RefChanges changes;

    public RefTable(Database database) {
        this.database = database;
        this.changes = new RefChanges(database);
    }

    /** Fails on {@link #NAME_GUARD} where the name is in use. */
    public void addBranch(
            TenantId tenant, CatalogId catalog, RefName name, BranchId branch, BranchPurpose purpose, Instant at) {
        database.execute(
                """
                        insert into refs (tenant, catalog, name, type, id, branch, branch_type, writable, created_at)
                        values (?, ?, ?, 'branch', ?, ?, ?, ?, ?::timestamptz)
                        """,
                tenant.value(),
                catalog.value(),
                name.value(),
                branch.value(),
                branch.value(),
                word(purpose.type()),
                Columns.bytes(purpose.writable(), TreeKey::bytes),
                Columns.utc(at));
        changes.added(tenant, catalog);
    }

    /** Fails on {@link #NAME_GUARD} where the name is in use. */
    public void addTag(TenantId tenant, CatalogId catalog, RefRow tag) {
        database.execute(
                """
                        insert into refs (tenant, catalog, name, type, id, commit_id, line, generation, created_at)
                        values (?, ?, ?, 'tag', ?, ?, ?, ?, ?::timestamptz)
                        """,
                tenant.value(),
                catalog.value(),
                tag.name().value(),
                tag.id(),
                tag.at().commit().hash().bytes(),
                tag.line().value(),
                tag.at().generation(),
                Columns.utc(tag.createdAt()));
        changes.added(tenant, catalog);
    }

    /** Gives a branch another name. Fails on {@link #NAME_GUARD} where that is in use; false if the branch is not there. */
    public boolean rename(CatalogRow catalog, RefRow ref, RefName to) {
        return database.execute(
                        "update refs set name = ? where tenant = ? and catalog = ? and name = ? and id = ?",
                        to.value(),
                        catalog.tenant().value(),
                        catalog.catalog().value(),
                        ref.name().value(),
                        ref.id())
                > 0;
    }

    /** A ref that is no more: where it pointed, and what it was for. */
    public record Deleted(CommitId commit, BranchPurpose purpose) {}

    /** The ref of this name that was deleted last. */
    public Optional<Deleted> lastDeleted(CatalogRow catalog, RefName name, Type type) {
        return database.query("""
                        select coalesce(h.commit_id, d.commit_id) as commit_id, d.branch_type, d.writable
                        from deleted_refs d
                        left join lateral (
                            select commit_id from heads where stream = d.tenant || '/branch/' || d.branch
                            order by after_seq desc limit 1) h on true
                        where d.tenant = ? and d.catalog = ? and d.name = ? and d.type = ?
                        order by d.deleted_at desc limit 1
                        """, catalog.tenant().value(), catalog.catalog().value(), name.value(), word(type))
                .fetchOptional(row -> new Deleted(commit(row), purpose(row)));
    }

    /** Gives the name free. False if it is another ref's by now, or nobody's. */
    public boolean delete(CatalogRow catalog, RefRow ref, Instant at) {
        boolean there = database.query(
                        """
                        with gone as (
                            delete from refs where tenant = ? and catalog = ? and name = ? and id = ? returning *
                        )
                        insert into deleted_refs
                        select tenant, catalog, id, name, type, branch, commit_id, line, generation, created_at, ?::timestamptz,
                               branch_type, writable
                        from gone
                        returning id
                        """,
                        catalog.tenant().value(),
                        catalog.catalog().value(),
                        ref.name().value(),
                        ref.id(),
                        Columns.utc(at))
                .fetchOptional()
                .isPresent();
        if (there) {
            changes.removed(catalog.tenant(), catalog.catalog());
        }
        return there;
    }

    public Optional<RefRow> find(TenantId tenant, CatalogId catalog, RefName name) {
        return database.query(IN_CATALOG + " and r.name = ?", tenant.value(), catalog.value(), name.value())
                .fetchOptional(RefTable::ref);
    }

    /** Of a branch that can be committed to: it was begun and not deleted, and its catalog was not dropped. */
    public Optional<BranchRules> rules(TenantId tenant, CatalogId catalog, BranchId branch) {
        return database.query("""
                        select r.name, r.writable, array(
                            select p.pattern from protections p
                            where p.tenant = r.tenant and p.catalog = r.catalog and 'commit' = any (p.forbids)) as closed
                        from refs r
                        join catalogs c on c.tenant = r.tenant and c.catalog = r.catalog and c.dropped_at is null
                        where r.tenant = ? and r.catalog = ? and r.branch = ? and r.type = 'branch'
                        """, tenant.value(), catalog.value(), branch.value())
                .fetchOptional(row -> new BranchRules(
                        new RefName(row.get("name", String.class)),
                        Arrays.stream(row.get("closed", String[].class))
                                .map(RefPattern::new)
                                .toList(),
                        writable(row)));
    }

    /** Refs of a type in the order of their names: those that begin with {@code prefix} and come behind {@code after}. */
    public List<RefRow> list(CatalogRow catalog, Type type, String prefix, String after, int limit) {
        return list(catalog, " and r.type = ?", word(type), prefix, after, limit);
    }

    /** As above, of the branches that are for this. */
    public List<RefRow> list(CatalogRow catalog, BranchPurpose.Type purpose, String prefix, String after, int limit) {
        return list(catalog, " and r.type = 'branch' and r.branch_type = ?", word(purpose), prefix, after, limit);
    }

    private List<RefRow> list(CatalogRow catalog, String which, String word, String prefix, String after, int limit) {
        return database.query(
                        IN_CATALOG + which + NAMED,
                        catalog.tenant().value(),
                        catalog.catalog().value(),
                        word,
                        prefix,
                        prefix,
                        after,
                        limit)
                .fetch(RefTable::ref);
    }

    /** A branch or tag beside {@code main}, if there is one. */
    public Optional<RefName> anyBesideMain(CatalogRow catalog) {
        return database.query(
                        "select name from refs where tenant = ? and catalog = ? and id <> ? order by name limit 1",
                        catalog.tenant().value(),
                        catalog.catalog().value(),
                        catalog.main().value())
                .fetchOptional(row -> new RefName(row.get("name", String.class)));
    }

    static String word(Enum<?> type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    static RefRow ref(Record row) {
        return new RefRow(
                new RefName(row.get("name", String.class)),
                Type.valueOf(row.get("type", String.class).toUpperCase(Locale.ROOT)),
                row.get("id", UUID.class),
                new LineId(row.get("line", UUID.class)),
                new CommitPoint(
                        commit(row),
                        Hash.of(row.get("root", byte[].class)),
                        row.get("generation", Long.class),
                        row.get("time", OffsetDateTime.class).toInstant()),
                row.get("created_at", OffsetDateTime.class).toInstant(),
                purpose(row));
    }

    private static CommitId commit(Record row) {
        return new CommitId(Hash.of(row.get("commit_id", byte[].class)));
    }

    private static BranchPurpose purpose(Record row) {
        return new BranchPurpose(
                BranchPurpose.Type.valueOf(row.get("branch_type", String.class).toUpperCase(Locale.ROOT)),
                writable(row));
    }

    private static SortedSet<TreeKey> writable(Record row) {
        return Arrays.stream(row.get("writable", byte[][].class))
                .map(TreeKey::of)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
