package io.meerkat.storage.commit;

import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.KeyRange;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What each commit of a line made of each key. Derived from the events. */
public final class EntryTable {
    private final Database database;

    public EntryTable(Database database) {
        this.database = database;
    }

    /** One key's value from a generation on; no entry where it was removed. */
    public record Version(TreeKey key, long generation, Optional<Entry> entry) {}

    /** For a rebuild, which adds them all again. */
    public void removeAll(TenantId tenant) {
        database.execute("delete from entries where tenant = ?", tenant.value());
    }

    public void add(TenantId tenant, LineId line, List<Version> versions) {
        database.executeLater(
                "insert into entries select ?, ?, v.* from unnest(?, ?, ?) as v(key, generation, entry)",
                tenant.value(),
                line.value(),
                Columns.bytes(versions, v -> v.key().bytes()),
                Columns.longs(versions, Version::generation),
                Columns.bytes(versions, v -> v.entry().map(Entry::toBytes).orElse(null)));
    }

    /** What the commit of a generation of a line made of each key, in key order, behind {@code after}. */
    public List<Version> ofCommit(LineId line, long generation, byte[] after, int limit) {
        return database.query(
                        "select key, entry from entries where line = ? and generation = ? and key > ? order by key limit ?",
                        line.value(),
                        generation,
                        after,
                        limit)
                .fetch(row -> new Version(
                        TreeKey.of(row.get("key", byte[].class)),
                        generation,
                        Optional.ofNullable(row.get("entry", byte[].class)).map(Entry::of)));
    }

    /** How many keys a commit changed. */
    public long countOfCommit(LineId line, long generation) {
        return database.query(
                        "select count(*) as keys from entries where line = ? and generation = ?",
                        line.value(),
                        generation)
                .fetchSingle(row -> row.get("keys", Long.class));
    }

    /** Those of the commits that changed a key within a range. */
    public Set<CommitId> touching(TenantId tenant, CatalogId catalog, Collection<CommitId> commits, KeyRange range) {
        return database.query(
                        """
                        select c.id from commits c
                        where c.tenant = ? and c.catalog = ? and c.id = any (?)
                          and exists (
                                select from entries e
                                where e.line = c.line and e.generation = c.generation
                                  and e.key >= ? and (?::bytea is null or e.key < ?::bytea))
                        """,
                        tenant.value(),
                        catalog.value(),
                        Columns.bytes(commits, id -> id.hash().bytes()),
                        range.from(),
                        range.to().orElse(null),
                        range.to().orElse(null))
                .fetchSet(row -> new CommitId(Hash.of(row.get("id", byte[].class))));
    }

    /** The newest version of every key changed after one generation of what a line shows and up to another. */
    public SortedMap<TreeKey, Optional<Entry>> changed(LineId line, long after, long upTo) {
        var changed = new TreeMap<TreeKey, Optional<Entry>>();
        database.query("""
                        select distinct on (e.key) e.key, e.entry
                        from lines l
                        join entries e on e.line = l.ancestor and e.generation > ? and e.generation <= least(l.up_to, ?)
                        where l.line = ?
                        order by e.key, e.generation desc
                        """, after, upTo, line.value())
                .forEach(row -> changed.put(
                        TreeKey.of(row.get("key", byte[].class)),
                        Optional.ofNullable(row.get("entry", byte[].class)).map(Entry::of)));
        return changed;
    }

    /**
     * What these keys hold at a generation; one that holds nothing is missing. Each key is a probe of the index for the
     * line, and for each of those that it grew from until it is found.
     */
    public Map<TreeKey, Entry> at(LineId line, long generation, Collection<TreeKey> keys) {
        var found = new HashMap<TreeKey, Entry>();
        database.query("""
                        select wanted.key, e.entry
                        from unnest(?) as wanted(key)
                        cross join lateral (
                            select v.entry
                            from lines l
                            cross join lateral (
                                select entry from entries
                                where line = l.ancestor
                                  and (key, generation) between (wanted.key, 0::bigint) and (wanted.key, least(l.up_to, ?))
                                order by key desc, generation desc limit 1) v
                            where l.line = ?
                            order by l.depth limit 1) e
                        where e.entry is not null
                        """, Columns.bytes(keys, TreeKey::bytes), generation, line.value())
                .forEach(row ->
                        found.put(TreeKey.of(row.get("key", byte[].class)), Entry.of(row.get("entry", byte[].class))));
        return found;
    }
}
