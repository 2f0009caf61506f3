package io.meerkat.storage.event;

import io.meerkat.model.StreamId;
import io.meerkat.storage.Database;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Makes the nodes of a fleet take turns on one stream, in the order in which they came. Fairness only: the guard of
 * {@link HeadTable} holds without it.
 */
public final class BranchLock {
    private final Database database;

    public BranchLock(Database database) {
        this.database = database;
    }

    /**
     * Waits for the turn, which lasts until the transaction ends, and returns the database's clock. What is read later
     * in the transaction is what the turn before left behind; a statement that also waited would see older state.
     */
    public Instant await(StreamId stream) {
        return database.query(
                        "select clock_timestamp() from (select pg_advisory_xact_lock(hashtextextended(?, 0))) locked",
                        stream.toString())
                .fetchOptional(0, OffsetDateTime.class)
                .orElseThrow()
                .toInstant();
    }
}
