package io.meerkat.storage.purge;

import io.meerkat.model.BranchId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Database;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Record;

/** Every content that an object ever had on a branch, followed backwards from its drop and across its renames. */
public final class ObjectHistory {
    private static final int PAGE = 1_000;

    private final Database database;

    public ObjectHistory(Database database) {
        this.database = database;
    }

    /** The contents of a dropped object, the newest first. */
    public Set<Hash> contents(Purge purge) {
        var contents = new LinkedHashSet<Hash>();
        Optional<Stay> stay = Optional.of(new Stay(purge.key(), droppedIn(purge)));
        while (stay.isPresent()) {
            stay = before(purge, stay.get(), contents);
        }
        return contents;
    }

    /** The object stood under a key until it was taken from there in a generation. */
    private record Stay(TreeKey key, long until) {}

    private record Version(long generation, Optional<Entry> entry) {}

    private long droppedIn(Purge purge) {
        return database.query(
                        "select generation from commits where tenant = ? and catalog = ? and id = ?",
                        purge.tenant().value(),
                        purge.catalog().value(),
                        purge.commit().hash().bytes())
                .fetchSingle(row -> row.get("generation", Long.class));
    }

    /** Adds the contents of a stay. Returns the one before it, if the object came from another key. */
    private Optional<Stay> before(Purge purge, Stay stay, Set<Hash> contents) {
        long first = stay.until();
        while (true) {
            var page = versions(purge.branch(), stay.key(), first, PAGE);
            for (Version version : page) {
                var entry = version.entry().filter(of -> isOf(of, purge.contentId()));
                if (entry.isEmpty()) {
                    return cameFrom(purge, first);
                }
                contents.add(entry.get().content());
                first = version.generation();
            }
            if (page.size() < PAGE) {
                return cameFrom(purge, first);
            }
        }
    }

    /** A rename takes the object from its old key in the generation that puts it under the new one. */
    private Optional<Stay> cameFrom(Purge purge, long generation) {
        return database.query(
                        """
                        select taken.key from entries taken
                        cross join lateral (
                            select entry from entries
                            where branch = taken.branch
                              and (key, generation) between (taken.key, 0::bigint) and (taken.key, taken.generation - 1)
                            order by key desc, generation desc limit 1) before
                        where taken.branch = ? and taken.generation = ?
                          and encode(substring(before.entry from 3 for 16), 'hex')::uuid = ?
                        limit 1
                        """,
                        purge.branch().value(),
                        generation,
                        purge.contentId().value())
                .fetchOptional(row -> new Stay(TreeKey.of(row.get("key", byte[].class)), generation));
    }

    private static boolean isOf(Entry entry, ContentId object) {
        return entry.contentId().equals(object);
    }

    private List<Version> versions(BranchId branch, TreeKey key, long before, int limit) {
        return database.query("""
                        select generation, entry from entries
                        where branch = ? and (key, generation) between (?, 0::bigint) and (?, ? - 1)
                        order by key desc, generation desc limit ?
                        """, branch.value(), key.bytes(), key.bytes(), before, limit)
                .fetch(ObjectHistory::version);
    }

    private static Version version(Record row) {
        return new Version(
                row.get("generation", Long.class),
                Optional.ofNullable(row.get("entry", byte[].class)).map(Entry::of));
    }
}
