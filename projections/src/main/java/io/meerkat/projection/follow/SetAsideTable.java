package io.meerkat.projection.follow;

import io.meerkat.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events that a follower went on without. */
final class SetAsideTable {
    private static final Logger LOG = LoggerFactory.getLogger(SetAsideTable.class);
    private static final int ERROR_CHARS_MAX = 2_000;

    private final Database database;

    SetAsideTable(Database database) {
        this.database = database;
    }

    void add(String follower, RecordedEvent event, RuntimeException failure) {
        LOG.error("{} cannot write event {} and goes on without it", follower, event.id(), failure);
        database.execute("""
                        insert into meerkat_read.set_aside_events (follower, event_id, position, error)
                        values (?, ?, ?, ?)
                        """, follower, event.id().value(), event.position().position(), storable(failure.toString()));
    }

    long count(String follower) {
        return database.query("select count(*) from meerkat_read.set_aside_events where follower = ?", follower)
                .fetchOptional(0, Long.class)
                .orElse(0L);
    }

    void clear(String follower) {
        database.execute("delete from meerkat_read.set_aside_events where follower = ?", follower);
    }

    void rename(String follower, String to) {
        database.execute("update meerkat_read.set_aside_events set follower = ? where follower = ?", to, follower);
    }

    private static String storable(String error) {
        return error.substring(0, Math.min(error.length(), ERROR_CHARS_MAX)).replace('\0', '\uFFFD');
    }
}
