package io.meerkat.storage.purge;

import io.meerkat.merge.tree.Row;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.CatalogId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.KeyRange;
import io.meerkat.model.Kind;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.CatalogTable;
import io.meerkat.storage.event.HeadTable;
import io.meerkat.storage.load.Trees;
import io.meerkat.storage.purge.ShownCommits.Shown;
import io.meerkat.storage.purge.ShownCommits.When;
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

/**
 * The tables that a branch or tag of any catalog has shown at some time since a moment, the present included; of a catalog
 * that was dropped since, too. Of all the trees only what they do not share with the one of {@code main} is read.
 */
public final class VisibleTables {
    private final Database database;
    private final CatalogTable catalogs;
    private final HeadTable heads;
    private final ShownCommits commits;
    private final Trees trees;

    public VisibleTables(Database database, Trees trees) {
        this.database = database;
        this.catalogs = new CatalogTable(database);
        this.heads = new HeadTable(database);
        this.commits = new ShownCommits(database);
        this.trees = trees;
    }

    /**
     * The contents by table, and which of them a ref holds now. Then how far it was looked: at each line, at which commits,
     * and at which tree of each {@code main}.
     */
    public record Found(
            Instant since,
            Map<ContentId, Set<Hash>> contents,
            Set<Hash> present,
            Map<LineId, Long> seen,
            Set<Pointed> pointed,
            Map<CatalogId, Tree> mains) {
        private static Found nothing(Instant since) {
            return new Found(
                    since, new HashMap<>(), new HashSet<>(), new HashMap<>(), new HashSet<>(), new HashMap<>());
        }

        private static Found after(Found earlier) {
            return new Found(
                    earlier.since,
                    new HashMap<>(),
                    new HashSet<>(),
                    new HashMap<>(earlier.seen),
                    new HashSet<>(earlier.pointed),
                    new HashMap<>(earlier.mains));
        }

        private void add(Entry entry, boolean now) {
            add(entry.contentId(), entry.content());
            if (now) {
                present.add(entry.content());
            }
        }

        private void add(ContentId table, Hash content) {
            contents.computeIfAbsent(table, id -> new LinkedHashSet<>()).add(content);
        }
    }

    /** A tree that a ref showed; {@code now}: still does. */
    private record Pointed(Hash root, boolean now) {}

    /** {@code beat} is heard now and then, and may end the work by throwing. */
    public Found during(TenantId tenant, Duration last, Runnable beat) {
        var since = now().minus(last);
        var found = Found.nothing(since);
        for (CatalogRow catalog : catalogs.listSince(tenant, since)) {
            beat.run();
            look(catalog, found, false);
        }
        return without(purged(tenant), found);
    }

    /** What was committed, and what refs were pointed to, after an earlier look; in catalogs that are younger as well. */
    public Found after(TenantId tenant, Found earlier) {
        var found = Found.after(earlier);
        catalogs.listSince(tenant, earlier.since()).forEach(catalog -> look(catalog, found, true));
        return without(purged(tenant), found);
    }

    /** Whose files go already, or are gone: no ref can show them any more, and nothing can be read of them. */
    private Set<ContentId> purged(TenantId tenant) {
        return database.query("""
                        select content_id from purges p
                        where tenant = ? and begun_at is not null
                          and not exists (
                                select from claims c
                                where c.tenant = p.tenant and c.content_id = p.content_id and c.state = 'live')
                        """, tenant.value()).fetchSet(row -> new ContentId(row.get("content_id", UUID.class)));
    }

    private static Found without(Set<ContentId> purged, Found found) {
        found.contents().keySet().removeAll(purged);
        return found;
    }

    /** {@code again}: what is found has come since an earlier look, and may be what a ref shows now. */
    private void look(CatalogRow catalog, Found found, boolean again) {
        // First how far it is looked: what comes meanwhile is looked at twice, and not at all the other way round.
        var newest = commits.newest(catalog);
        var main = main(catalog);
        addMain(catalog, main, found);
        for (Shown shown : commits.since(catalog, found.since())) {
            if (found.pointed().add(new Pointed(shown.root(), shown.now()))) {
                addShown(catalog, main, shown, found);
            }
            if (shown.when() == When.THEN) {
                found.seen().putIfAbsent(shown.line(), shown.generation());
            }
        }
        addEntries(catalog, found, again);
        found.seen().putAll(newest);
    }

    private static void addMain(CatalogRow catalog, Tree main, Found found) {
        var before = Optional.ofNullable(found.mains().put(catalog.catalog(), main));
        var entries = before.isPresent()
                ? before.get().diff(main).flatMap(difference -> difference.after().stream())
                : main.rows(KeyRange.all()).map(Row::entry);
        entries.filter(entry -> entry.kind() == Kind.TABLE).forEach(entry -> found.add(entry, true));
    }

    private void addShown(CatalogRow catalog, Tree main, Shown shown, Found found) {
        main.diff(trees.at(catalog.tenant(), shown.line(), shown.generation(), shown.root()))
                .flatMap(difference -> difference.after().stream())
                .filter(entry -> entry.kind() == Kind.TABLE)
                .forEach(entry -> found.add(entry, shown.now()));
    }

    /** Of a line that no branch was on at the moment, all that was committed since. */
    private void addEntries(CatalogRow catalog, Found found, boolean again) {
        var seen = Map.copyOf(found.seen());
        var newest = new HashMap<LineId, Map<ContentId, Hash>>();
        database.query(
                        """
                        select e.line, encode(substring(e.entry from 3 for 16), 'hex')::uuid as object,
                               substring(e.entry from 19 for 32) as content
                        from lines l
                        left join unnest(?, ?) as seen(line, generation) on seen.line = l.line
                        join entries e on e.line = l.line and get_byte(e.entry, 1) = ?
                                      and e.generation > coalesce(seen.generation, (
                                            select generation from commits
                                            where line = l.line and time < ?::timestamptz
                                            order by generation desc limit 1), -1)
                        where l.catalog = ? and l.depth = 0
                        order by e.line, e.generation
                        """,
                        Columns.uuids(seen.keySet(), LineId::value),
                        Columns.longs(seen.values(), generation -> generation),
                        Kind.TABLE.code(),
                        Columns.utc(found.since()),
                        catalog.catalog().value())
                .forEach(row -> {
                    var table = new ContentId(row.get("object", UUID.class));
                    var content = Hash.of(row.get("content", byte[].class));
                    found.add(table, content);
                    newest.computeIfAbsent(new LineId(row.get("line", UUID.class)), line -> new HashMap<>())
                            .put(table, content);
                });
        if (again) {
            newest.values().forEach(tables -> found.present().addAll(tables.values()));
        }
    }

    private Tree main(CatalogRow catalog) {
        return trees.at(catalog.tenant(), heads.branch(catalog.tenant(), catalog.main()));
    }

    private Instant now() {
        return database.query("select clock_timestamp() as now")
                .fetchSingle(row -> row.get("now", OffsetDateTime.class).toInstant());
    }
}
