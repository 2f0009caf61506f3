package io.meerkat.storage.purge;

import io.meerkat.merge.tree.Row;
import io.meerkat.model.CatalogId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.KeyRange;
import io.meerkat.model.Kind;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.CatalogTable;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.RefPoint;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The tables that a branch of any catalog has shown at some time since a moment, the present included; of a catalog that
 * was dropped since, too.
 */
public final class VisibleTables {
    private final Database database;
    private final CatalogTable catalogs;
    private final Loader loader;
    private final Trees trees;

    public VisibleTables(Database database, Loader loader, Trees trees) {
        this.database = database;
        this.catalogs = new CatalogTable(database);
        this.loader = loader;
        this.trees = trees;
    }

    /** The contents by table, which of them a head holds now, and which generation of each catalog was seen last. */
    public record Found(
            Instant since, Map<ContentId, Set<Hash>> contents, Set<Hash> present, Map<CatalogId, Long> seen) {
        private static Found nothing(Instant since) {
            return new Found(since, new HashMap<>(), new HashSet<>(), new HashMap<>());
        }

        private void add(Entry entry) {
            add(entry.contentId(), entry.content());
        }

        private void add(ContentId table, Hash content) {
            contents.computeIfAbsent(table, id -> new LinkedHashSet<>()).add(content);
        }
    }

    /** {@code beat} is heard now and then, and may end the work by throwing. */
    public Found during(TenantId tenant, Duration last, Runnable beat) {
        var since = now().minus(last);
        var found = Found.nothing(since);
        for (CatalogRow catalog : catalogs.listSince(tenant, since)) {
            beat.run();
            var then = at(catalog, new RefPoint.AtTime(RefName.MAIN, since));
            then.ifPresent(ref -> tables(ref).forEach(found::add));
            at(catalog, new RefPoint.HeadOf(RefName.MAIN)).ifPresent(ref -> addHead(ref, found));
            addAfter(catalog, then.map(ResolvedRef::generation).orElse(-1L), found);
        }
        return found;
    }

    private void addHead(ResolvedRef ref, Found found) {
        found.seen().put(ref.catalog().catalog(), ref.generation());
        tables(ref).forEach(entry -> {
            found.add(entry);
            found.present().add(entry.content());
        });
    }

    /** What was committed after an earlier look, in catalogs that are younger as well. */
    public Found after(TenantId tenant, Found earlier) {
        var seen = earlier.seen();
        var found = Found.nothing(earlier.since());
        found.seen().putAll(seen);
        var newest = new HashMap<ContentId, Hash>();
        database.query(
                        """
                        select c.catalog, e.generation, encode(substring(e.entry from 3 for 16), 'hex')::uuid as object,
                               substring(e.entry from 19 for 32) as content
                        from catalogs c
                        left join unnest(?, ?) as seen(catalog, generation) on seen.catalog = c.catalog
                        join entries e on e.branch = c.main and e.generation > coalesce(seen.generation, -1)
                        where c.tenant = ? and (c.dropped_at is null or c.dropped_at >= ?::timestamptz)
                          and get_byte(e.entry, 1) = ?
                        order by e.generation
                        """,
                        Columns.uuids(seen.keySet(), CatalogId::value),
                        Columns.longs(seen.values(), generation -> generation),
                        tenant.value(),
                        Columns.utc(earlier.since()),
                        Kind.TABLE.code())
                .forEach(row -> {
                    var table = new ContentId(row.get("object", UUID.class));
                    var content = Hash.of(row.get("content", byte[].class));
                    found.add(table, content);
                    found.seen().put(new CatalogId(row.get("catalog", UUID.class)), row.get("generation", Long.class));
                    newest.put(table, content);
                });
        found.present().addAll(newest.values());
        return found;
    }

    private Instant now() {
        return database.query("select clock_timestamp() as now")
                .fetchSingle(row -> row.get("now", OffsetDateTime.class).toInstant());
    }

    /** Empty if the catalog is younger. */
    private Optional<ResolvedRef> at(CatalogRow catalog, RefPoint point) {
        return loader.ref(catalog, point);
    }

    private Stream<Entry> tables(ResolvedRef ref) {
        return trees.at(ref)
                .rows(KeyRange.all())
                .filter(row -> row.kind() == Kind.TABLE)
                .map(Row::entry);
    }

    private void addAfter(CatalogRow catalog, long generation, Found found) {
        database.query("""
                        select distinct encode(substring(entry from 3 for 16), 'hex')::uuid as object,
                               substring(entry from 19 for 32) as content
                        from entries where branch = ? and generation > ? and get_byte(entry, 1) = ?
                        """, catalog.main().value(), generation, Kind.TABLE.code())
                .forEach(row -> found.add(
                        new ContentId(row.get("object", UUID.class)), Hash.of(row.get("content", byte[].class))));
    }
}
