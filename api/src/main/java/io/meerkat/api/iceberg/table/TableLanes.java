package io.meerkat.api.iceberg.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meerkat.api.iceberg.Commits.Underway;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.ref.Place;
import io.meerkat.model.CatalogName;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.load.RefPoint;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Requests for one table take turns here, in the order in which they came, while they are prepared. So each is prepared
 * on what the one before it will leave, though that one is not committed yet, nor its file written: a table that everybody
 * changes goes as fast as the branch does. Only a courtesy within this node: what was prepared on something
 * else than is there when its time comes is found out by the branch.
 */
final class TableLanes {
    /** How many may wait for one table; one more is refused. */
    static final int WAITING_MAX = 1_024;

    /** How long a table is looked at before each change, after somebody else has changed it. */
    private static final Duration SHARED = Duration.ofSeconds(10);

    private static final int SHARED_MAX = 10_000;

    private final ConcurrentHashMap<Lane, ReentrantLock> lanes = new ConcurrentHashMap<>();
    private final Cache<Lane, Ahead> last;

    /** Tables that somebody else has changed a moment ago. */
    private final Cache<Lane, Boolean> shared = Caffeine.newBuilder()
            .expireAfterWrite(SHARED)
            .maximumSize(SHARED_MAX)
            .build();

    /** @param bytesMax for tables that nobody waits for */
    TableLanes(long bytesMax) {
        this.last = Caffeine.newBuilder()
                .maximumWeight(bytesMax)
                .weigher((Lane lane, Ahead ahead) ->
                        ahead.base().table().stored().length())
                .build();
    }

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

        void add(Underway request) {
            request.onFailure(() -> broken = true);
        }
    }

    /** A table as a request will leave it that is underway, or has left it that is committed. */
    record Ahead(TableChanges.Base base, Optional<Underway> by, Chain chain) {
        static Ahead of(TableChanges.Base base, Underway by, Chain chain) {
            return new Ahead(base, Optional.of(by), chain);
        }

        /** Waits until it is known what became of the request. */
        void settle() {
            by.ifPresent(Underway::settle);
        }

        private Ahead committed() {
            return new Ahead(base, Optional.empty(), new Chain());
        }
    }

    /**
     * What the last request of this server will leave or has left: to look whether it is still so would cost a question
     * for each commit. None where somebody else was faster a moment ago.
     */
    Optional<Ahead> ahead(Place place, TreeKey key) {
        var lane = Lane.of(place, key);
        return Optional.ofNullable(last.getIfPresent(lane))
                .filter(ahead -> ahead.by().map(Underway::isOpen).orElse(shared.getIfPresent(lane) == null));
    }

    /** For whoever has the turn: the next is prepared on this. */
    void announced(Place place, TreeKey key, Ahead next) {
        last.put(Lane.of(place, key), next);
    }

    /** The request is committed. */
    void committed(Place place, TreeKey key, Underway by) {
        settled(place, key, by, ahead -> Optional.of(ahead.committed()));
    }

    /** The request is not committed: nobody builds on it any more. */
    void failed(Place place, TreeKey key, Underway by) {
        settled(place, key, by, ahead -> Optional.empty());
    }

    /** The request found that somebody else had changed the table. */
    void overtaken(Place place, TreeKey key, Underway by) {
        failed(place, key, by);
        shared.put(Lane.of(place, key), true);
    }

    private void settled(Place place, TreeKey key, Underway by, Function<Ahead, Optional<Ahead>> become) {
        last.asMap()
                .computeIfPresent(
                        Lane.of(place, key),
                        (lane, ahead) ->
                                ahead.by().filter(request -> request == by).isPresent()
                                        ? become.apply(ahead).orElse(null)
                                        : ahead);
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
