package io.meerkat.projection.follow;

import io.meerkat.model.event.BranchEvent.CommitRecorded;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a follower from reading far ahead of what it has written. Axon's processor counts events, and one event may be of
 * ten thousand changes; so changes are counted here, and while too many wait nothing more is to be had.
 */
final class Pace implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final long changesMax;
    private long waiting;

    /** {@code changesMax}: with as many waiting, or more, no further event is handed out. */
    Pace(StreamableMessageSource<TrackedEventMessage<?>> source, long changesMax) {
        this.source = source;
        this.changesMax = changesMax;
    }

    /** These events are written, or given up to be read again. */
    synchronized void done(Iterable<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            waiting -= weight(event.event());
        }
        waiting = Math.max(0, waiting);
        notifyAll();
    }

    private static long weight(Object event) {
        return event instanceof CommitRecorded recorded
                ? Math.max(
                        1,
                        recorded.changes().segments().stream()
                                .mapToLong(segment -> segment.size())
                                .sum())
                : 1;
    }

    private synchronized void begin() {
        waiting = 0;
        notifyAll();
    }

    private synchronized void take(Object event) {
        waiting += weight(event);
    }

    /** False if there is none within the time. */
    private synchronized boolean hasRoom(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (waiting >= changesMax) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
        // A processor has one stream, and opens another one when it has given up what it had read.
        begin();
        return new Paced(source.openStream(after));
    }

    @Override
    public TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    private final class Paced implements BlockingStream<TrackedEventMessage<?>> {
        private final BlockingStream<TrackedEventMessage<?>> stream;

        Paced(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return hasRoom(unit.toNanos(timeout)) && stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            var next = stream.nextAvailable();
            take(next.getPayload());
            return next;
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
