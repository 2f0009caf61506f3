package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.ref.Place;
import io.meerkat.model.CatalogName;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.load.RefPoint;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Requests for one table wait for each other here, in the order in which they came, so that each is prepared on what the
 * one before it left and nobody prepares in vain. Only a courtesy within this node: what was decided on an older state is
 * found out by the branch.
 */
final class TableLanes {
    /** How many may wait for one table; one more is refused. */
    static final int WAITING_MAX = 1_024;

    private final ConcurrentHashMap<Lane, ReentrantLock> lanes = new ConcurrentHashMap<>();

    private record Lane(TenantId tenant, CatalogName catalog, RefPoint point, TreeKey key) {
        static Lane of(Place place, TreeKey key) {
            return new Lane(place.tenant(), place.catalog(), place.point(), key);
        }
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
