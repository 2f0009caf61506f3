package io.meerkat.storage.commit;

import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What commits along first parents made of one object, backwards and across its names. */
public final class ObjectVersions {
    private final Database database;

    public ObjectVersions(Database database) {
        this.database = database;
    }

    /** What a key holds from a generation on; no entry where it was removed. */
    public record Version(long generation, Optional<Entry> entry) {
        public boolean isOf(ContentId object) {
            return entry.filter(value -> value.contentId().equals(object)).isPresent();
        }
    }

    /** What a line, and what it grew from, made of a key in generations below one, the newest first. */
    public List<Version> under(LineId line, TreeKey key, long before, int limit) {
        return database.query("""
                        select v.generation, v.entry
                        from lines l
                        cross join lateral (
                            select generation, entry from entries
                            where line = l.ancestor
                              and (key, generation) between (?, 0::bigint) and (?, least(l.up_to, ? - 1))
                            order by key desc, generation desc limit ?) v
                        where l.line = ?
                        order by v.generation desc limit ?
                        """, key.bytes(), key.bytes(), before, limit, line.value(), limit)
                .fetch(row -> new Version(
                        row.get("generation", Long.class),
                        Optional.ofNullable(row.get("entry", byte[].class)).map(Entry::of)));
    }

    /** A rename takes the object from its old key in the generation that puts it under the new one. */
    public Optional<TreeKey> cameFrom(ContentId object, LineId line, long generation) {
        return database.query("""
                        select taken.key
                        from lines grown
                        join entries taken on taken.line = grown.ancestor and taken.generation = ?
                        cross join lateral (
                            select v.entry
                            from lines l
                            cross join lateral (
                                select entry from entries
                                where line = l.ancestor
                                  and (key, generation) between (taken.key, 0::bigint)
                                                            and (taken.key, least(l.up_to, taken.generation - 1))
                                order by key desc, generation desc limit 1) v
                            where l.line = grown.line
                            order by l.depth limit 1) before
                        where grown.line = ? and grown.up_to >= taken.generation
                          and encode(substring(before.entry from 3 for 16), 'hex')::uuid = ?
                        limit 1
                        """, generation, line.value(), object.value())
                .fetchOptional(row -> TreeKey.of(row.get("key", byte[].class)));
    }

    /** The commits of these generations of a line and of what it grew from. */
    public Map<Long, CommitId> commits(LineId line, Collection<Long> generations) {
        return database.query("""
                        select c.generation, c.id
                        from lines l
                        join commits c on c.line = l.ancestor and c.generation <= l.up_to and c.generation = any (?)
                        where l.line = ?
                        """, Columns.longs(generations, generation -> generation), line.value())
                .fetchMap(
                        row -> row.get("generation", Long.class),
                        row -> new CommitId(Hash.of(row.get("id", byte[].class))));
    }
}
