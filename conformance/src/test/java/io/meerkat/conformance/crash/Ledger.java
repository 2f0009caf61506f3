package io.meerkat.conformance.crash;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What writers tried, and what they were told. */
public final class Ledger {
    private static final Duration PROGRESS_MAX = Duration.ofSeconds(60);

    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledged = new AtomicInteger();

    public enum Told {
        ACKNOWLEDGED,
        REFUSED,
        /** The connection broke, or the server itself did not know. */
        UNKNOWN
    }

    /** A change of one or more tables, each of which shows the tag once the change is in the catalog. */
    public record Attempt(String tag, Set<String> tables, Told told) {}

    public void enter(String tag, Set<String> tables, Told told) {
        attempts.add(new Attempt(tag, tables, told));
        if (told == Told.ACKNOWLEDGED) {
            acknowledged.incrementAndGet();
        }
    }

    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    public int acknowledged() {
        return acknowledged.get();
    }

    public void awaitAcknowledged(int count) {
        await("%d acknowledged changes".formatted(count))
                .atMost(PROGRESS_MAX)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> acknowledged() >= count);
    }

    @Override
    public String toString() {
        return "%d attempts: %d acknowledged, %d refused, %d unknown"
                .formatted(attempts.size(), acknowledged(), count(Told.REFUSED), count(Told.UNKNOWN));
    }

    public long count(Told told) {
        return attempts.stream().filter(attempt -> attempt.told() == told).count();
    }
}
