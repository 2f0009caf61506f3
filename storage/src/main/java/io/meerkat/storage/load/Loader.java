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
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.load.FollowedBranch.Remembered;
import io.meerkat.storage.load.FollowedBranch.Slot;
import io.meerkat.storage.load.HeadNow.Known;
import io.meerkat.storage.load.LoadedObject.LoadedContent;
import io.meerkat.storage.load.LoadedObject.Purged;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jooq.Record;

/**
 * Finds a ref and, if wanted, one object at it, in a single statement each: what a load costs when nothing is cached,
 * too.
 */
public final class Loader {
    /**
     * What some keys hold, a row each; the ref stands in the first. Fragments that the reader has are not read. The limits
     * keep the planner, which expects a thousand fragments, from reading the whole table of them, and keys are compared
     * together with their generation, for which it cannot choose the index by generation alone. Arrays stand in
     * subqueries, so that their lengths do not make it plan each execution anew.
     */
    private static final String OBJECTS = """
            select case k.i when 1 then r.tenant end as tenant, case k.i when 1 then r.catalog end as catalog,
                   case k.i when 1 then r.name end as name, case k.i when 1 then r.main end as main,
                   case k.i when 1 then r.root end as root, case k.i when 1 then r.properties end as properties,
                   case k.i when 1 then r.created_at end as created_at,
                   case k.i when 1 then r.refs_version end as refs_version,
                   case k.i when 1 then r.refs_count end as refs_count, case k.i when 1 then r.branch end as branch,
                   case k.i when 1 then r.line end as line,
                   case k.i when 1 then r.commit_id end as commit_id, case k.i when 1 then r.tree end as tree,
                   case k.i when 1 then r.generation end as generation,
                   case k.i when 1 then r.commit_time end as commit_time,
                   pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon, e.entry,
                   m.last_column_id, m.last_partition_id, p.commit_id as purged_by, p.begun_at as purged_at, t.content,
                   (select array_agg(f.text order by i.i)
                    from (select i from generate_series(0, t.fragments - 1) i limit t.fragments) i
                    cross join lateral (select substring(t.content from length(t.content) - 32 * (t.fragments - i.i) + 1
                                                         for 32) as hash) h
                    left join lateral (
                        select text from fragments
                        where tenant = r.tenant and hash = h.hash and h.hash <> all ((select ?)::bytea[])
                        limit 1) f on true
                   ) as texts
            from r
            cross join unnest((select ?), (select ?)) with ordinality as k(key, hint, i)
            left join lateral (
                select v.entry
                from lines l
                cross join lateral (
                    select entry from entries
                    where line = l.ancestor
                      and (key, generation) between (k.key, 0::bigint) and (k.key, least(l.up_to, r.generation))
                    order by key desc, generation desc limit 1) v
                where l.line = r.line
                order by l.depth limit 1) e on true
            left join lateral (
                select * from contents
                where tenant = r.tenant and hash = substring(e.entry from 19 for 32) and hash <> k.hint
                limit 1) t on true
            left join lateral (
                select * from marks
                where tenant = r.tenant and catalog = r.catalog
                  and content_id = encode(substring(e.entry from 3 for 16), 'hex')::uuid limit 1) m on true
            left join lateral (
                select * from purges
                where tenant = r.tenant and begun_at is not null
                  and content_id = encode(substring(e.entry from 3 for 16), 'hex')::uuid limit 1) p on true
            order by k.i
            """;

    private static final int BRANCHES_MAX = 1_000;

    private final RefQuery refs;
    private final Cache<Slot, Remembered> remembered;
    private final Cache<Followed, Branch> followed;
    private final CommonFragments common = new CommonFragments();

    /** Remembers so many keys of branches at most. */
    public Loader(Database database, long keysMax) {
        this.refs = new RefQuery(database);
        this.followed = Caffeine.newBuilder().maximumSize(BRANCHES_MAX).build();
        this.remembered = Caffeine.newBuilder().maximumSize(keysMax).build();
    }

    /** A branch by its name. */
    record Followed(TenantId tenant, CatalogName catalog, RefName branch) {}

    /** What is remembered of a branch, and how keys are read that are not. */
    private record Branch(FollowedBranch now, SharedReads<Wanted, Optional<Read>> reads) {}

    /** A key, and the content that its reader has. */
    private record Wanted(TreeKey key, Hash hint) {}

    /** A ref, and what one key holds there. */
    public record Loaded(ResolvedRef ref, Optional<LoadedObject> object) {}

    /** Where a ref points. All who ask for the same branch at the same time share a statement. */
    public Optional<ResolvedRef> ref(TenantId tenant, CatalogName catalog, RefPoint point) {
        return point instanceof RefPoint.HeadOf(var name)
                ? branch(tenant, catalog, name).now().head()
                : fixed(tenant, catalog, point);
    }

    private Optional<ResolvedRef> fixed(TenantId tenant, CatalogName catalog, RefPoint point) {
        return refs.find(tenant, catalog, point, "select * from r", List.of()).map(row -> RefQuery.ref(row));
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
                var branch = branch(tenant, catalog, name);
                yield remembered(branch.now(), key, held).or(() -> {
                    var epoch = branch.now().epoch();
                    var read = branch.reads().ask(new Wanted(key, hint.orElse(Hash.ZERO)));
                    read.ifPresent(found -> branch.now()
                            .remember(epoch, found.known(), key, found.loaded().object()));
                    return read.map(Read::loaded);
                });
            }
            case RefPoint.AtCommit _, RefPoint.AtTime _ ->
                read(tenant, catalog, point, List.of(new Wanted(key, hint.orElse(Hash.ZERO))))
                        .getFirst()
                        .map(Read::loaded);
        };
    }

    private Branch branch(TenantId tenant, CatalogName catalog, RefName branch) {
        return followed.get(
                new Followed(tenant, catalog, branch),
                of -> new Branch(
                        new FollowedBranch(known -> HeadQuery.find(refs, of, known), remembered),
                        new SharedReads<>(wanted -> read(tenant, catalog, new RefPoint.HeadOf(branch), wanted))));
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

    /** In the order of what is wanted; nothing at all if the ref does not exist. */
    private List<Optional<Read>> read(TenantId tenant, CatalogName catalog, RefPoint point, List<Wanted> wanted) {
        var known = common.known();
        var rows = refs.all(
                tenant,
                catalog,
                point,
                OBJECTS,
                List.of(
                        Columns.bytes(known.keySet(), Hash::bytes),
                        Columns.bytes(wanted, one -> one.key().bytes()),
                        Columns.bytes(wanted, one -> one.hint().bytes())));
        if (rows.isEmpty()) {
            return Collections.nCopies(wanted.size(), Optional.empty());
        }
        var ref = RefQuery.ref(rows.getFirst());
        return rows.stream()
                .map(row -> Optional.of(new Read(new Loaded(ref, object(row, known)), row.get("horizon", Long.class))))
                .toList();
    }

    private Optional<LoadedObject> object(Record row, Map<Hash, byte[]> known) {
        return Optional.ofNullable(row.get("entry", byte[].class))
                .map(Entry::of)
                .map(entry -> new LoadedObject(entry, mark(row), purged(row), content(entry, row, known)));
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

    private Optional<LoadedContent> content(Entry entry, Record row, Map<Hash, byte[]> known) {
        return Optional.ofNullable(row.get("content", byte[].class)).map(bytes -> {
            var content = Content.of(bytes);
            var hashes = content.fragments();
            var texts = Optional.ofNullable(row.get("texts", byte[][].class)).orElseGet(() -> new byte[0][]);
            var read = Arrays.stream(texts).map(Optional::ofNullable).toList();
            common.hear(entry.contentId(), hashes, read);
            return new LoadedContent(
                    content,
                    IntStream.range(0, hashes.size())
                            .mapToObj(i -> read.get(i).orElseGet(() -> require(known, hashes.get(i))))
                            .toList());
        });
    }

    private static byte[] require(Map<Hash, byte[]> known, Hash hash) {
        var text = known.get(hash);
        if (text == null) {
            throw new IllegalStateException("the fragment %s is not stored".formatted(hash));
        }
        return text;
    }
}
