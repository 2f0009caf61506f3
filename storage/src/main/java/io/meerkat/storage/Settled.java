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

    /** The same for every connection to this database, and another for others; a copy of its files has the same. */
    public String databaseId() {
        return database.query("""
                        select c.system_identifier || '-' || d.oid
                        from pg_control_system() c, pg_database d where d.datname = current_database()
                        """).fetchOptional(0, String.class).orElseThrow();
    }

    /** Whether all that was being written when this was called is committed or undone by its end. */
    public boolean await() {
        // An id of its own, for the end of a snapshot lies below the newest transactions that are under way.
        String horizon = database.query("select pg_current_xact_id()::text")
                .fetchOptional(0, String.class)
                .orElseThrow();
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (!isPast(horizon)) {
            if (System.nanoTime() > deadline || !pause()) {
                return false;
            }
        }
        return true;
    }

    private boolean isPast(String horizon) {
        return database.query("select pg_snapshot_xmin(pg_current_snapshot()) > ?::xid8", horizon)
                .fetchOptional(0, Boolean.class)
                .orElse(false);
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
