package io.meerkat.conformance.faults.flood;

import io.meerkat.conformance.faults.flood.Connection.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Changes of a property that are due at times fixed in advance, whatever became of those before: an open loop, whose
 * latency counts from when a request was due. Each change carries a tag of its own.
 */
public final class Flood {
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);
    private static final double NANOS = 1e9;

    private final URI server;
    private final Work work;
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final LongAdder broken = new LongAdder();
    private final LongAdder bare = new LongAdder();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();

    private Flood(URI server, Work work) {
        this.server = server;
        this.work = work;
    }

    /** Where the change with a number goes, and by which tag it is known. */
    public record Work(String path, int tables, String name) {
        String pathOf(long number) {
            return path + number % tables;
        }

        String tagOf(long number) {
            return "tag_%s_%d".formatted(name, number);
        }
    }

    /**
     * What became of it.
     *
     * @param refusedBare answers of 503 that did not say when to come again
     * @param goodput acknowledged changes a second
     */
    public record Result(
            Map<Integer, Long> statuses,
            long broken,
            long refusedBare,
            double goodput,
            Duration median,
            Duration p99,
            Queue<String> acknowledged,
            Queue<String> refused) {
        @Override
        public String toString() {
            return "%.0f/s acknowledged, median %d ms, p99 %d ms, answers %s, %d broken"
                    .formatted(goodput, median.toMillis(), p99.toMillis(), statuses, broken);
        }
    }

    /** @param rate changes that are due each second; more than can be sent are sent one after another */
    public static Result of(URI server, Work work, int connections, double rate, Duration time) {
        return new Flood(server, work).run(connections, rate, time);
    }

    private Result run(int connections, double rate, Duration time) {
        var next = new AtomicLong();
        var ready = new CountDownLatch(connections);
        long begin;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = new CountDownLatch(1);
            var at = new AtomicLong();
            IntStream.range(0, connections)
                    .forEach(i -> threads.execute(() -> connection(next, rate, time, ready, start, at)));
            ready.await();
            begin = System.nanoTime();
            at.set(begin);
            start.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a flood", e);
        }
        return result((System.nanoTime() - begin) / NANOS);
    }

    private void connection(
            AtomicLong next, double rate, Duration time, CountDownLatch ready, CountDownLatch start, AtomicLong at) {
        var opened = open();
        ready.countDown();
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        long begin = at.get();
        var connection = opened;
        while (System.nanoTime() - begin < time.toNanos()) {
            long number = next.getAndIncrement();
            long due = begin + (long) (number * NANOS / rate);
            LockSupport.parkNanos(due - System.nanoTime());
            if (due - begin >= time.toNanos()) {
                break;
            }
            connection = send(connection.isPresent() ? connection : open(), number, due);
        }
        connection.ifPresent(Connection::close);
    }

    private Optional<Connection> open() {
        try {
            return Optional.of(new Connection(server, SILENCE_MAX));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The connection, if it is still good. */
    private Optional<Connection> send(Optional<Connection> connection, long number, long due) {
        var tag = work.tagOf(number);
        var body = "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"last\":\"%s\"}}]}";
        try {
            var open = connection.orElseThrow(() -> new IOException("not connected"));
            var reply = open.post(work.pathOf(number), body.formatted(tag));
            enter(tag, reply);
            latencies.add(System.nanoTime() - due);
            if (!reply.closes()) {
                return connection;
            }
            open.close();
            return Optional.empty();
        } catch (IOException e) {
            broken.increment();
            connection.ifPresent(Connection::close);
            return Optional.empty();
        }
    }

    private void enter(String tag, Reply reply) {
        statuses.computeIfAbsent(reply.status(), status -> new LongAdder()).increment();
        if (reply.status() == 200) {
            acknowledged.add(tag);
        } else if (reply.status() != 500) {
            refused.add(tag);
        }
        if (reply.status() == 503 && !reply.headers().containsKey("retry-after")) {
            bare.increment();
        }
    }

    private Result result(double seconds) {
        var sorted = latencies.stream().mapToLong(latency -> latency).toArray();
        Arrays.sort(sorted);
        var counts = new ConcurrentHashMap<Integer, Long>();
        statuses.forEach((status, count) -> counts.put(status, count.sum()));
        return new Result(
                counts,
                broken.sum(),
                bare.sum(),
                acknowledged.size() / seconds,
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                acknowledged,
                refused);
    }

    private static Duration quantile(long[] sorted, double part) {
        return sorted.length == 0 ? Duration.ZERO : Duration.ofNanos(sorted[(int) (part * (sorted.length - 1))]);
    }
}
