package io.meerkat.benchmark.measure;

import io.meerkat.benchmark.http.HttpConnection;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Has a work done by all connections at once, first to warm up, then measured. */
public record Runner(
        int connections, Duration warmup, Duration measured, OptionalDouble rate, Duration timeout, long seed) {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    public Run run(Work work, Supplier<HttpConnection> connect, Meter meter, Progress progress) {
        var workers = IntStream.range(0, connections)
                .mapToObj(index -> new Worker(index, connect.get(), seed))
                .toList();
        var start = System.nanoTime();
        var from = start + warmup.toNanos();
        var end = from + measured.toNanos();
        var pace = pace(start, end);
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("connection-", 0).factory())) {
            var running = workers.stream()
                    .map(worker -> threads.submit(() -> worker.run(work, pace, from)))
                    .toList();
            progress.showUntil(from, "warming up", () -> units(workers));
            var before = meter.read();
            progress.showUntil(end, "measuring", () -> units(workers));
            for (var connection : running) {
                connection.get();
            }
            var seconds = (System.nanoTime() - from) / (double) NANOS;
            return new Run(
                    together(workers), seconds, pace.missed(), meter.read().since(before));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection gave up: " + e.getCause(), e);
        }
    }

    private Pace pace(long start, long end) {
        return rate.isPresent() ? new OpenPace(rate.getAsDouble(), start, end, timeout.toNanos()) : new ClosedPace(end);
    }

    private static long units(List<Worker> workers) {
        return workers.stream().mapToLong(Worker::done).sum();
    }

    private static Tally together(List<Worker> workers) {
        var all = new Tally();
        workers.forEach(worker -> all.add(worker.measured()));
        return all;
    }
}
