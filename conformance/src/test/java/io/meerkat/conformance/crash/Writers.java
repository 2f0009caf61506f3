package io.meerkat.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writers at work side by side, each from when it is added until {@link #close}. */
public final class Writers implements AutoCloseable {
    private static final Duration STOP_MAX = Duration.ofSeconds(90);

    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    public void add(Writer writer) {
        threads.add(Thread.ofVirtual().start(() -> {
            try (writer) {
                while (!stopping) {
                    writer.write();
                }
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        }));
    }

    /** Returns when every writer has entered its last change. */
    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                assertThat(thread.join(STOP_MAX)).as("a writer came to its end").isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while writers come to their end", e);
            }
        }
        assertThat(failures).isEmpty();
    }
}
