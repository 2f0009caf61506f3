package io.meerkat.conformance.faults.flood;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Clients that take or send one byte after another, until they are closed. */
public final class Dawdlers implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration SILENCE_MAX = Duration.ofMinutes(5);
    private static final int PROMISED_BYTES = 1 << 20;

    private final URI server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger atIt = new AtomicInteger();
    private volatile boolean closed;

    /** Half of them read an answer slowly, half send a body slowly. */
    public Dawdlers(URI server, int count, String path) {
        this.server = server;
        IntStream.range(0, count).forEach(i -> threads.execute(() -> dawdle(i % 2 == 0, path)));
    }

    /** How many still are connected. */
    public int atIt() {
        return atIt.get();
    }

    private void dawdle(boolean reading, String path) {
        try (var connection = new Connection(server, SILENCE_MAX)) {
            atIt.incrementAndGet();
            connection.send(connection.head(reading ? "GET" : "POST", path, reading ? 0 : PROMISED_BYTES));
            while (!closed) {
                if (reading) {
                    connection.byteOrEnd();
                } else {
                    connection.send(" ");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException e) {
            // The server has had enough of it, which is its right.
        } finally {
            atIt.decrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }
}
