package io.meerkat.storage;

/** The synchronous replicas of a database, which a COMMIT waits for. There may be none. */
public final class Replicas {
    private final Database database;

    public Replicas(Database database) {
        this.database = database;
    }

    /**
     * Makes the COMMIT of this transaction wait until the replicas have all that was committed before, of others too. One
     * that wrote nothing waits for nobody, so this writes a message into the log that nobody reads.
     */
    public void awaitAtCommit() {
        database.query("select pg_logical_emit_message(true, 'meerkat', '')").fetch();
    }
}
