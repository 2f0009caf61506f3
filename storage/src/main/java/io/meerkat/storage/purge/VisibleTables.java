package io.meerkat.storage.purge;

import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.KeyRange;
import io.meerkat.model.Kind;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
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
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The tables that a branch of any catalog has shown at some time since a moment, the present included. */
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

    /** The contents by table. */
    public Map<ContentId, Set<Hash>> during(TenantId tenant, Duration last) {
        var since = now().minus(last);
        var visible = new HashMap<ContentId, Set<Hash>>();
        for (CatalogRow catalog : catalogs.list(tenant)) {
            var then = at(catalog, since);
            then.ifPresent(ref -> addAt(ref, visible));
            addAfter(catalog, then.map(ResolvedRef::generation).orElse(-1L), visible);
        }
        return visible;
    }

    private Instant now() {
        return database.sql()
                .resultQuery("select clock_timestamp() as now")
                .fetchSingle(row -> row.get("now", OffsetDateTime.class).toInstant());
    }

    /** Empty if the catalog is younger. */
    private Optional<ResolvedRef> at(CatalogRow catalog, Instant time) {
        return loader.ref(catalog.tenant(), catalog.name(), new RefPoint.AtTime(RefName.MAIN, time));
    }

    private void addAt(ResolvedRef ref, Map<ContentId, Set<Hash>> visible) {
        trees.at(ref).rows(KeyRange.all()).forEach(row -> {
            Entry entry = row.entry();
            if (entry.kind() == Kind.TABLE) {
                add(visible, entry.contentId(), entry.content());
            }
        });
    }

    private void addAfter(CatalogRow catalog, long generation, Map<ContentId, Set<Hash>> visible) {
        database.sql()
                .resultQuery("""
                        select distinct encode(substring(entry from 3 for 16), 'hex')::uuid as object,
                               substring(entry from 19 for 32) as content
                        from entries where branch = ? and generation > ? and get_byte(entry, 1) = ?
                        """, catalog.main().value(), generation, Kind.TABLE.code())
                .forEach(row -> add(
                        visible,
                        new ContentId(row.get("object", UUID.class)),
                        Hash.of(row.get("content", byte[].class))));
    }

    private static void add(Map<ContentId, Set<Hash>> visible, ContentId table, Hash content) {
        visible.computeIfAbsent(table, id -> new LinkedHashSet<>()).add(content);
    }
}
