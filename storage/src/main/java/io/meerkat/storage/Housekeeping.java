package io.meerkat.storage;

/** What the tables need from time to time. Every node does it; whoever comes second finds nothing left to do. */
public final class Housekeeping {
    private final Database database;

    public Housekeeping(Database database) {
        this.database = database;
    }

    /** Makes the partitions that the next events and idempotency keys need: before one is missing, never after. */
    public void makePartitions() {
        database.transact(() -> {
            // In turns: of two nodes that find a partition missing, one would fail to make it.
            database.execute("select pg_advisory_xact_lock(hashtextextended('partitions', 0))");
            database.execute("select ensure_event_partitions()");
            return database.execute("select ensure_idempotency_partitions()");
        });
    }

    /** Gives the locations of staged creates free that nobody committed in time. Returns how many there were. */
    public int forgetLapsedStages() {
        return database.execute("delete from claims where state = 'staged' and expires_at < clock_timestamp()");
    }

    /** Forgets which files were swept up: no commit is under way for that long. Returns how many there were. */
    public int forgetSweptFiles() {
        return database.execute("delete from swept where swept_at < clock_timestamp() - interval '1 day'");
    }
}
