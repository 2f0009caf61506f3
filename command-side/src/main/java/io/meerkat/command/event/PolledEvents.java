package io.meerkat.command.event;

import io.meerkat.storage.Database;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * All events for those who follow them. It looks for new ones at most so often, whatever is committed meanwhile: what
 * thousands of commits leave in between is then one read.
 */
public final class PolledEvents implements StreamableMessageSource<TrackedEventMessage<?>> {
    private static final Duration POLL = Duration.ofMillis(100);

    private final EventStorageEngine engine;

    private PolledEvents(EventStorageEngine engine) {
        this.engine = engine;
    }

    /** Read over these connections, and not over those of the lanes. */
    public static PolledEvents in(Database database) {
        return new PolledEvents(
                new PostgresEventStorageEngine(database, EventCodec.current(), new Readers(), Map.of()));
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
        return new Polling(after);
    }

    @Override
    public TrackingToken createTailToken() {
        return engine.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }

    /** For one reader, on one thread at a time. */
    private final class Polling implements BlockingStream<TrackedEventMessage<?>> {
        private @Nullable TrackingToken last;
        private Iterator<? extends TrackedEventMessage<?>> found = Collections.emptyIterator();
        private @Nullable TrackedEventMessage<?> next;
        private long lookAt = System.nanoTime();

        Polling(@Nullable TrackingToken after) {
            this.last = after;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (next == null && !found.hasNext() && System.nanoTime() - lookAt >= 0) {
                found = engine.readEvents(last, false).iterator();
                lookAt = System.nanoTime() + POLL.toNanos();
            }
            if (next == null && found.hasNext()) {
                next = found.next();
            }
            return Optional.ofNullable(next);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            long deadline = System.nanoTime() + unit.toNanos(timeout);
            while (peek().isEmpty()) {
                long pause = Math.min(lookAt, deadline) - System.nanoTime();
                if (deadline - System.nanoTime() <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.sleep(Math.max(pause, 0));
            }
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
                // There is nothing else to wait for.
            }
            var event = peek().orElseThrow(NoSuchElementException::new);
            next = null;
            last = event.trackingToken();
            return event;
        }

        @Override
        public void close() {
            found = Collections.emptyIterator();
            next = null;
        }
    }
}
