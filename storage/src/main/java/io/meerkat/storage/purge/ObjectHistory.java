package io.meerkat.storage.purge;

import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Database;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;

/** Every content that an object ever had on a branch and on what that grew from, followed backwards from its drop and across its renames. */
public final class ObjectHistory {
    private static final int PAGE = 1_000;

    private final Database database;

    public ObjectHistory(Database database) {
        this.database = database;
    }

    /** The contents of a dropped object, the newest first. */
    public Set<Hash> contents(Purge purge) {
        var contents = new LinkedHashSet<Hash>();
        var dropped = droppedIn(purge);
        Optional<Stay> stay = Optional.of(new Stay(purge.key(), dropped.generation()));
        while (stay.isPresent()) {
            stay = before(purge.contentId(), dropped.line(), stay.get(), contents);
        }
        return contents;
    }

    /** The object stood under a key until it was taken from there in a generation. */
    private record Stay(TreeKey key, long until) {}

    private record Dropped(LineId line, long generation) {}

    private record Version(long generation, Optional<Entry> entry) {}

    private Dropped droppedIn(Purge purge) {
        return database.query(
                        "select line, generation from commits where tenant = ? and catalog = ? and id = ?",
                        purge.tenant().value(),
                        purge.catalog().value(),
                        purge.commit().hash().bytes())
                .fetchSingle(
                        row -> new Dropped(new LineId(row.get("line", UUID.class)), row.get("generation", Long.class)));
    }

    /** Adds the contents of a stay. Returns the one before it, if the object came from another key. */
    private Optional<Stay> before(ContentId object, LineId line, Stay stay, Set<Hash> contents) {
        long first = stay.until();
        while (true) {
            var page = versions(line, stay.key(), first, PAGE);
            for (Version version : page) {
                var entry = version.entry().filter(of -> isOf(of, object));
                if (entry.isEmpty()) {
                    return cameFrom(object, line, first);
                }
                contents.add(entry.get().content());
                first = version.generation();
            }
            if (page.size() < PAGE) {
                return cameFrom(object, line, first);
            }
        }
    }

    /** A rename takes the object from its old key in the generation that puts it under the new one. */
    private Optional<Stay> cameFrom(ContentId object, LineId line, long generation) {
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
                .fetchOptional(row -> new Stay(TreeKey.of(row.get("key", byte[].class)), generation));
    }

    private static boolean isOf(Entry entry, ContentId object) {
        return entry.contentId().equals(object);
    }

    private List<Version> versions(LineId line, TreeKey key, long before, int limit) {
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
                .fetch(ObjectHistory::version);
    }

    private static Version version(Record row) {
        return new Version(
                row.get("generation", Long.class),
                Optional.ofNullable(row.get("entry", byte[].class)).map(Entry::of));
    }
}
