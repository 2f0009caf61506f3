package io.meerkat.storage.load;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.CommitId;
import io.meerkat.model.Content;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.load.FollowedBranch.Remembered;
import io.meerkat.storage.load.FollowedBranch.Slot;
import io.meerkat.storage.load.HeadNow.Changed;
import io.meerkat.storage.load.LoadedObject.LoadedContent;
import io.meerkat.storage.load.LoadedObject.Purged;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jooq.Record;

/**
 * Finds a ref and, if wanted, one object at it, in a single statement each: what a load costs when nothing is cached,
 * too.
 */
public final class Loader {
    private static final String CATALOG = """
            with c as (
                select * from catalogs where tenant = ? and name = ? and dropped_at is null
            ), r as (
            """;
    private static final String DROPPED_OR_NOT = """
            with c as (
                select * from catalogs where tenant = ? and catalog = ?
            ), r as (
            """;
    private static final String HEAD = """
                select c.*, refs.branch, h.commit_id, h.root as tree, h.generation, h.commit_time
                from c
                join refs on refs.tenant = c.tenant and refs.catalog = c.catalog and refs.name = ?
                cross join lateral (
                    select * from heads where stream = c.tenant || '/branch/' || refs.branch
                    order by after_seq desc limit 1) h
            )
            """;
    private static final String COMMIT = """
                select c.*, commits.branch, commits.id as commit_id, commits.root as tree, commits.generation,
                       commits.time as commit_time
                from c
                join commits on commits.tenant = c.tenant and commits.catalog = c.catalog and commits.id = ?
            )
            """;
    /** The last batch that was whole at that time, and of the next one what was committed by then. */
    private static final String TIME = """
                select c.*, refs.branch, coalesce(i.id, h.commit_id) as commit_id, coalesce(i.root, h.root) as tree,
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
                    select generation from heads
                    where stream = c.tenant || '/branch/' || refs.branch and after_seq >= coalesce(h.last_seq, -1)
                      and commit_id is not null
                    order by after_seq limit 1) next on true
                left join lateral (
                    select id, root, generation, time from commits
                    where branch = refs.branch and generation > coalesce(h.generation, -1)
                      and generation <= next.generation and time <= at.time
                    order by generation desc limit 1) i on true
                where coalesce(i.id, h.commit_id) is not null
            )
            """;

    /** The limit of one keeps the planner, which expects a thousand fragments, from reading the whole table of them. */
    private static final String OBJECT = """
            select r.*, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon, e.entry,
                   m.last_column_id, m.last_partition_id, p.commit_id as purged_by, p.begun_at as purged_at, t.content,
                   (select array_agg(f.text order by i)
                    from generate_series(0, t.fragments - 1) i
                    cross join lateral (
                        select text from fragments
                        where tenant = r.tenant
                          and hash = substring(t.content from length(t.content) - 32 * (t.fragments - i) + 1 for 32)
                        limit 1) f
                   ) as texts
            from r
            left join lateral (
                select entry from entries
                where branch = r.branch and key = ? and generation <= r.generation
                order by generation desc limit 1) e on true
            left join contents t on t.tenant = r.tenant and t.hash = substring(e.entry from 19 for 32)
                                and t.hash <> ?
            left join marks m on m.tenant = r.tenant and m.catalog = r.catalog
                             and m.content_id = encode(substring(e.entry from 3 for 16), 'hex')::uuid
            left join purges p on p.tenant = r.tenant and p.begun_at is not null
                              and p.content_id = encode(substring(e.entry from 3 for 16), 'hex')::uuid
            """;

    private static final String CHANGES = """
            select r.*, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon,
                   (select max(raised_by)::text::bigint from marks
                    where tenant = r.tenant and catalog = r.catalog and raised_by is not null) as raised_by,
                   exists(select from commits where tenant = r.tenant and catalog = r.catalog and id = ?) as follows,
                   d.keys, d.generations, d.entries
            from r
            cross join lateral (
                select array_agg(key order by generation) as keys, array_agg(generation order by generation) as generations,
                       array_agg(entry order by generation) as entries
                from (select key, generation, entry from entries
                      where branch = r.branch and generation > ? and generation <= r.generation
                      order by generation limit ?) changed) d
            """;
    /** More changes than these are not followed one by one. */
    private static final int CHANGES_MAX = 10_000;

    private static final int BRANCHES_MAX = 1_000;

    private final Database database;
    private final Cache<Slot, Remembered> remembered;
    private final Cache<Followed, FollowedBranch> followed;

    /** Remembers so many keys of branches at most. */
    public Loader(Database database, long keysMax) {
        this.database = database;
        this.followed = Caffeine.newBuilder().maximumSize(BRANCHES_MAX).build();
        this.remembered = Caffeine.newBuilder().maximumSize(keysMax).build();
    }

    private record Followed(TenantId tenant, CatalogName catalog, RefName branch) {}

    /** A ref, and what one key holds there. */
    public record Loaded(ResolvedRef ref, Optional<LoadedObject> object) {}

    public Optional<ResolvedRef> ref(TenantId tenant, CatalogName catalog, RefPoint point) {
        return query(tenant, catalog, point, "select * from r", List.of()).map(row -> ref(row, point));
    }

    /** As above, of a catalog that may have been dropped meanwhile. */
    public Optional<ResolvedRef> ref(CatalogRow catalog, RefPoint point) {
        var binds = List.<Object>of(catalog.tenant().value(), catalog.catalog().value());
        return query(DROPPED_OR_NOT, binds, point, "select * from r", List.of()).map(row -> ref(row, point));
    }

    /**
     * Loads one object. What this server remembers of a branch costs no more than the statement, shared with others, that
     * says where the branch points; everything else is a statement of its own.
     *
     * @param hint the content that the caller has for this key: if it is still the current one, no body is read
     * @param held whether the caller has a content in its memory, so that no body is wanted
     * @return empty if the catalog or the ref does not exist
     */
    public Optional<Loaded> object(
            TenantId tenant,
            CatalogName catalog,
            RefPoint point,
            TreeKey key,
            Optional<Hash> hint,
            Predicate<Hash> held) {
        return switch (point) {
            case RefPoint.HeadOf(var name) -> {
                var branch = followed.get(new Followed(tenant, catalog, name), this::follow);
                yield remembered(branch, key, held).or(() -> {
                    var read = read(tenant, catalog, point, key, hint);
                    read.ifPresent(found -> branch.remember(
                            found.loaded().ref(), key, found.loaded().object(), found.horizon()));
                    return read.map(Read::loaded);
                });
            }
            case RefPoint.AtCommit _, RefPoint.AtTime _ ->
                read(tenant, catalog, point, key, hint).map(Read::loaded);
        };
    }

    private static Optional<Loaded> remembered(FollowedBranch branch, TreeKey key, Predicate<Hash> held) {
        return branch.remembers(key)
                ? branch.look(key)
                        .filter(known -> known.object().stream()
                                .allMatch(object -> held.test(object.entry().content())))
                : Optional.empty();
    }

    private record Read(Loaded loaded, long horizon) {}

    private Optional<Read> read(
            TenantId tenant, CatalogName catalog, RefPoint point, TreeKey key, Optional<Hash> hint) {
        return query(
                        tenant,
                        catalog,
                        point,
                        OBJECT,
                        List.of(key.bytes(), hint.orElse(Hash.ZERO).bytes()))
                .map(row -> new Read(new Loaded(ref(row, point), object(row)), row.get("horizon", Long.class)));
    }

    private static Optional<LoadedObject> object(Record row) {
        return Optional.ofNullable(row.get("entry", byte[].class))
                .map(entry -> new LoadedObject(Entry.of(entry), mark(row), purged(row), content(row)));
    }

    private FollowedBranch follow(Followed of) {
        var point = new RefPoint.HeadOf(of.branch());
        return new FollowedBranch(
                since -> query(of.tenant(), of.catalog(), point, CHANGES, since(since))
                        .map(row -> new HeadNow(
                                ref(row, point),
                                changes(row),
                                row.get("horizon", Long.class),
                                Optional.ofNullable(row.get("raised_by", Long.class))
                                        .orElse(0L))),
                remembered);
    }

    private static List<Object> since(Optional<ResolvedRef> known) {
        return List.of(
                known.map(ResolvedRef::commit)
                        .map(CommitId::hash)
                        .orElse(Hash.ZERO)
                        .bytes(),
                known.map(ResolvedRef::generation).orElse(Long.MAX_VALUE),
                CHANGES_MAX + 1);
    }

    private static Optional<List<Changed>> changes(Record row) {
        if (!row.get("follows", Boolean.class)) {
            return Optional.empty();
        }
        var keys = Optional.ofNullable(row.get("keys", byte[][].class)).orElseGet(() -> new byte[0][]);
        if (keys.length == 0 || keys.length > CHANGES_MAX) {
            return keys.length == 0 ? Optional.of(List.of()) : Optional.empty();
        }
        var generations = row.get("generations", Long[].class);
        var entries = row.get("entries", byte[][].class);
        return Optional.of(IntStream.range(0, keys.length)
                .mapToObj(i -> new Changed(
                        TreeKey.of(keys[i]),
                        generations[i],
                        Optional.ofNullable(entries[i]).map(Entry::of)))
                .toList());
    }

    private Optional<Record> query(
            TenantId tenant, CatalogName catalog, RefPoint point, String select, List<Object> more) {
        return query(CATALOG, List.of(tenant.value(), catalog.value()), point, select, more);
    }

    private Optional<Record> query(String catalog, List<Object> of, RefPoint point, String select, List<Object> more) {
        var binds = new ArrayList<>(of);
        String ref = switch (point) {
            case RefPoint.HeadOf(var branch) -> {
                binds.add(branch.value());
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
        return database.sql()
                .resultQuery(catalog + ref + select, binds.toArray())
                .fetchOptional();
    }

    private static ResolvedRef ref(Record row, RefPoint point) {
        return new ResolvedRef(
                new CatalogRow(
                        new TenantId(row.get("tenant", UUID.class)),
                        new CatalogId(row.get("catalog", UUID.class)),
                        new CatalogName(row.get("name", String.class)),
                        new BranchId(row.get("main", UUID.class)),
                        row.get("root", String.class),
                        row.get("properties", String.class),
                        row.get("created_at", OffsetDateTime.class).toInstant()),
                new BranchId(row.get("branch", UUID.class)),
                new CommitId(Hash.of(row.get("commit_id", byte[].class))),
                Hash.of(row.get("tree", byte[].class)),
                row.get("generation", Long.class),
                row.get("commit_time", OffsetDateTime.class).toInstant(),
                point instanceof RefPoint.HeadOf);
    }

    private static Optional<Mark> mark(Record row) {
        return Optional.ofNullable(row.get("last_column_id", Integer.class))
                .map(column -> new Mark(column, row.get("last_partition_id", Integer.class)));
    }

    private static Optional<Purged> purged(Record row) {
        return Optional.ofNullable(row.get("purged_by", byte[].class))
                .map(commit -> new Purged(
                        new CommitId(Hash.of(commit)),
                        row.get("purged_at", OffsetDateTime.class).toInstant()));
    }

    private static Optional<LoadedContent> content(Record row) {
        return Optional.ofNullable(row.get("content", byte[].class)).map(content -> {
            var texts = Optional.ofNullable(row.get("texts", byte[][].class)).orElseGet(() -> new byte[0][]);
            return new LoadedContent(Content.of(content), Arrays.asList(texts));
        });
    }
}
