package io.meerkat.api.purge;

import io.meerkat.command.purge.LeaseLost;
import io.meerkat.storage.purge.Purge;
import io.meerkat.storage.purge.PurgeTable;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/** This node's right to work on some purges, renewed as it grows old. It ends with the first that somebody else took. */
final class Lease {
    static final Duration LENGTH = Duration.ofMinutes(1);

    /** For what is done between a look at the lease and the next one. */
    static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Duration RENEWED_AFTER = LENGTH.dividedBy(3);

    private final PurgeTable table;
    private final UUID owner;
    private final LongSupplier nanos;
    private final Set<Purge> held;
    private long since;

    /**
     * {@code taken} together, and at least one; {@code since} is what the clock said before they were, for the database's
     * time begins later.
     */
    Lease(PurgeTable table, List<Purge> taken, LongSupplier nanos, long since) {
        this.table = table;
        this.owner = taken.getFirst().owner();
        this.nanos = nanos;
        this.held = new LinkedHashSet<>(taken);
        this.since = since;
    }

    /** To be called often: keeps the lease, and ends the work when its thread is told to stop. */
    void beat() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("told to stop");
        }
        if (isOlderThan(RENEWED_AFTER)) {
            renew();
        }
    }

    /** To be called before each thing that cannot be undone. */
    void require() {
        beat();
        // A renewal that took long is old when it is there.
        while (isOlderThan(LENGTH.minus(MARGIN))) {
            beat();
        }
    }

    private boolean isOlderThan(Duration age) {
        return nanos.getAsLong() - since > age.toNanos();
    }

    private void renew() {
        long asked = nanos.getAsLong();
        if (table.renew(owner, LENGTH) < held.size()) {
            throw new LeaseLost("one of " + held);
        }
        since = asked;
    }

    void giveBack(Purge purge, String problem) {
        if (held.remove(purge)) {
            table.giveBack(purge, problem);
        }
    }

    void finished(Purge purge) {
        held.remove(purge);
    }
}
