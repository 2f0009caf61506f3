package io.meerkat.storage;

import java.time.Duration;

/** Waits for transactions of others, who may be dead while the database still works for them. */
public final class Settled {
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Database database;

    public Settled(Database database) {
        this.database = database;
    }

    /** The same for every connection to this database, and another for every other one, its copies included. */
    public String databaseId() {
        return database.sql().resultQuery("""
                        select c.system_identifier || '-' || d.oid
                        from pg_control_system() c, pg_database d where d.datname = current_database()
                        """).fetchSingle(0, String.class);
    }

    /** Whether all that was being written when this was called is committed or undone by its end. */
    public boolean await() {
        String horizon = database.sql()
                .resultQuery("select pg_snapshot_xmax(pg_current_snapshot())::text")
                .fetchSingle(0, String.class);
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (!isPast(horizon)) {
            if (System.nanoTime() > deadline || !pause()) {
                return false;
            }
        }
        return true;
    }

    private boolean isPast(String horizon) {
        return database.sql()
                .resultQuery("select pg_snapshot_xmin(pg_current_snapshot()) >= ?::xid8", horizon)
                .fetchSingle(0, Boolean.class);
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
