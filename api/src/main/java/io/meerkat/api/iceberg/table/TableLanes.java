package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.Commits.Submitted;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.ref.Place;
import io.meerkat.model.CatalogName;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.load.RefPoint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Requests for one table take turns here, in the order in which they came, from their preparation until they are
 * submitted. So each is prepared on what the one before it will leave, though that one is not committed yet: a table that
 * everybody changes goes as fast as the branch does. Only a courtesy within this node: what was prepared on something
 * else than is there when its time comes is found out by the branch.
 */
final class TableLanes {
    /** How many may wait for one table; one more is refused. */
    static final int WAITING_MAX = 1_024;

    private final ConcurrentHashMap<Lane, ReentrantLock> lanes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Lane, Ahead> ahead = new ConcurrentHashMap<>();

    private record Lane(TenantId tenant, CatalogName catalog, RefPoint point, TreeKey key) {
        static Lane of(Place place, TreeKey key) {
            return new Lane(place.tenant(), place.catalog(), place.point(), key);
        }
    }

    /**
     * Requests each of which was prepared on what the one before it will leave. When one of them fails so do all after it,
     * and whoever comes then must wait for their end: to build on the last would be to fail with it, for ever.
     */
    static final class Chain {
        private volatile boolean broken;

        boolean isBroken() {
            return broken;
        }

        void add(Submitted request) {
            request.onFailure(() -> broken = true);
        }
    }

    /** A table as a request that is submitted will leave it. */
    record Ahead(TableChanges.Base base, Submitted by, Chain chain) {}

    /** What the last request that is still open will leave; none where all are settled. */
    Optional<Ahead> ahead(Place place, TreeKey key) {
        return Optional.ofNullable(ahead.get(Lane.of(place, key)))
                .filter(last -> last.by().isOpen());
    }

    /** For whoever has the turn: the next is prepared on this. */
    void submitted(Place place, TreeKey key, Ahead last) {
        ahead.put(Lane.of(place, key), last);
    }

    /** Nobody builds on it any more, unless as on what is there. */
    void settled(Place place, TreeKey key, Submitted by) {
        ahead.computeIfPresent(Lane.of(place, key), (lane, last) -> last.by() == by ? null : last);
    }

    /** Runs the work when it is its turn at all of these tables, which are taken in one order by everybody. */
    <T> T inTurn(Place place, Collection<TreeKey> keys, Supplier<T> work) {
        return inTurn(place, List.copyOf(new TreeSet<>(keys)), 0, work);
    }

    private <T> T inTurn(Place place, List<TreeKey> keys, int next, Supplier<T> work) {
        if (next == keys.size()) {
            return work.get();
        }
        var lane = Lane.of(place, keys.get(next));
        var lock = lanes.computeIfAbsent(lane, key -> new ReentrantLock(true));
        if (lock.getQueueLength() >= WAITING_MAX) {
            throw IcebergError.tryAgain("%d requests wait for the table %s already"
                    .formatted(WAITING_MAX, keys.get(next).identifier()));
        }
        lock.lock();
        try {
            return inTurn(place, keys, next + 1, work);
        } finally {
            if (!lock.hasQueuedThreads()) {
                lanes.remove(lane, lock);
            }
            lock.unlock();
        }
    }
}
