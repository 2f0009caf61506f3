package io.meerkat.projection.follow;

import io.meerkat.storage.Database;
import io.meerkat.storage.event.Position;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * How far each follower has read, and the claims by which the nodes of a fleet agree who follows. A claim lapses when it
 * is not renewed; all times are the database's.
 */
final class TokenTable {
    static final Duration CLAIM = Duration.ofSeconds(20);

    private final Database database;
    private final UUID owner;

    TokenTable(Database database, UUID owner) {
        this.database = database;
        this.owner = owner;
    }

    /** Where a follower stands; empty if there is none of that name. */
    Optional<Position> position(String follower) {
        return database.query("select token from meerkat_read.follower_tokens where follower = ?", follower)
                .fetchOptional(0, String.class)
                .map(TokenTable::parse);
    }

    /** As {@link #position}, and keeps it there until the transaction ends. */
    Optional<Position> lock(String follower) {
        return database.query("select token from meerkat_read.follower_tokens where follower = ? for update", follower)
                .fetchOptional(0, String.class)
                .map(TokenTable::parse);
    }

    /** Begins a follower, unless there is one of that name. */
    void begin(String follower, int segment, Position at) {
        database.execute("""
                        insert into meerkat_read.follower_tokens (follower, segment, token) values (?, ?, ?)
                        on conflict do nothing
                        """, follower, segment, text(at));
    }

    /** Puts a follower elsewhere and ends the claim on it, so that whichever node has it takes it up from there. */
    void place(String follower, Position at) {
        database.execute("""
                        insert into meerkat_read.follower_tokens (follower, segment, token) values (?, 0, ?)
                        on conflict (follower, segment) do update set token = excluded.token, owner = null
                        """, follower, text(at));
    }

    void remove(String follower) {
        database.execute("delete from meerkat_read.follower_tokens where follower = ?", follower);
    }

    /** Takes a segment nobody has, and tells where it stands; empty if another node has it. */
    Optional<Position> claim(String follower, int segment) {
        return database.query("""
                        update meerkat_read.follower_tokens set owner = ?, claimed_at = clock_timestamp()
                        where follower = ? and segment = ?
                          and (owner is null or owner = ? or claimed_at < clock_timestamp() - make_interval(secs => ?))
                        returning token
                        """, owner, follower, segment, owner, CLAIM.toSeconds())
                .fetchOptional(0, String.class)
                .map(TokenTable::parse);
    }

    /** False if the claim was lost: nothing was moved, and nothing that belongs to the move may be written. */
    boolean move(String follower, int segment, Position to) {
        return 1 == database.execute("""
                                update meerkat_read.follower_tokens set token = ?, claimed_at = clock_timestamp()
                                where follower = ? and segment = ? and owner = ?
                                """, text(to), follower, segment, owner);
    }

    /** False if the claim was lost. */
    boolean renew(String follower, int segment) {
        return 1 == database.execute("""
                                update meerkat_read.follower_tokens set claimed_at = clock_timestamp()
                                where follower = ? and segment = ? and owner = ?
                                """, follower, segment, owner);
    }

    void release(String follower, int segment) {
        database.execute("""
                        update meerkat_read.follower_tokens set owner = null
                        where follower = ? and segment = ? and owner = ?
                        """, follower, segment, owner);
    }

    int[] segments(String follower) {
        return database
                .query("select segment from meerkat_read.follower_tokens where follower = ? order by segment", follower)
                .fetch(0, Integer.class)
                .stream()
                .mapToInt(segment -> segment)
                .toArray();
    }

    /** Incarnation, transaction, position. */
    private static String text(Position position) {
        return "%d:%s:%d".formatted(position.incarnation(), Long.toUnsignedString(position.xid()), position.position());
    }

    private static Position parse(String text) {
        var parts = text.split(":", -1);
        return new Position(Integer.parseInt(parts[0]), Long.parseUnsignedLong(parts[1]), Long.parseLong(parts[2]));
    }
}
