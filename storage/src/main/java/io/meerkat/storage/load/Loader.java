package io.meerkat.storage.load;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meerkat.model.CatalogName;
import io.meerkat.model.CommitId;
import io.meerkat.model.Content;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.load.FollowedBranch.Remembered;
import io.meerkat.storage.load.FollowedBranch.Slot;
import io.meerkat.storage.load.HeadNow.Known;
import io.meerkat.storage.load.LoadedObject.LoadedContent;
import io.meerkat.storage.load.LoadedObject.Purged;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jooq.Record;

/**
 * Finds a ref and, if wanted, one object at it, in a single statement each: what a load costs when nothing is cached,
 * too.
 */
public final class Loader {
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

    private static final int BRANCHES_MAX = 1_000;

    private final RefQuery refs;
    private final Cache<Slot, Remembered> remembered;
    private final Cache<Followed, FollowedBranch> followed;

    /** Remembers so many keys of branches at most. */
    public Loader(Database database, long keysMax) {
        this.refs = new RefQuery(database);
        this.followed = Caffeine.newBuilder().maximumSize(BRANCHES_MAX).build();
        this.remembered = Caffeine.newBuilder().maximumSize(keysMax).build();
    }

    /** A branch by its name. */
    record Followed(TenantId tenant, CatalogName catalog, RefName branch) {}

    /** A ref, and what one key holds there. */
    public record Loaded(ResolvedRef ref, Optional<LoadedObject> object) {}

    /** Where a ref points. All who ask for the same branch at the same time share a statement. */
    public Optional<ResolvedRef> ref(TenantId tenant, CatalogName catalog, RefPoint point) {
        return point instanceof RefPoint.HeadOf(var name)
                ? followed(tenant, catalog, name).head()
                : fixed(tenant, catalog, point);
    }

    private Optional<ResolvedRef> fixed(TenantId tenant, CatalogName catalog, RefPoint point) {
        return refs.find(tenant, catalog, point, "select * from r", List.of()).map(row -> RefQuery.ref(row, point));
    }

    /** As above, of a catalog that may have been dropped meanwhile. */
    public Optional<ResolvedRef> ref(CatalogRow catalog, RefPoint point) {
        return refs.find(catalog, point, "select * from r", List.of()).map(row -> RefQuery.ref(row, point));
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
                var branch = followed(tenant, catalog, name);
                yield remembered(branch, key, held).or(() -> {
                    var epoch = branch.epoch();
                    var read = read(tenant, catalog, point, key, hint);
                    read.ifPresent(found -> branch.remember(
                            epoch, found.known(), key, found.loaded().object()));
                    return read.map(Read::loaded);
                });
            }
            case RefPoint.AtCommit _, RefPoint.AtTime _ ->
                read(tenant, catalog, point, key, hint).map(Read::loaded);
        };
    }

    private FollowedBranch followed(TenantId tenant, CatalogName catalog, RefName branch) {
        return followed.get(
                new Followed(tenant, catalog, branch),
                of -> new FollowedBranch(known -> HeadQuery.find(refs, of, known), remembered));
    }

    private static Optional<Loaded> remembered(FollowedBranch branch, TreeKey key, Predicate<Hash> held) {
        return branch.remembers(key)
                ? branch.look(key)
                        .filter(known -> known.object().stream()
                                .allMatch(object -> held.test(object.entry().content())))
                : Optional.empty();
    }

    private record Read(Loaded loaded, long horizon) {
        Known known() {
            return new Known(loaded.ref(), horizon);
        }
    }

    private Optional<Read> read(
            TenantId tenant, CatalogName catalog, RefPoint point, TreeKey key, Optional<Hash> hint) {
        return refs.find(
                        tenant,
                        catalog,
                        point,
                        OBJECT,
                        List.of(key.bytes(), hint.orElse(Hash.ZERO).bytes()))
                .map(row ->
                        new Read(new Loaded(RefQuery.ref(row, point), object(row)), row.get("horizon", Long.class)));
    }

    private static Optional<LoadedObject> object(Record row) {
        return Optional.ofNullable(row.get("entry", byte[].class))
                .map(entry -> new LoadedObject(Entry.of(entry), mark(row), purged(row), content(row)));
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
