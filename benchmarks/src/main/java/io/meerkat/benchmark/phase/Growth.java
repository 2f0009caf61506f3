package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.http.HttpConnection;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One table, one connection: what a commit and a load take as history grows, to the last byte. */
public final class Growth {
    public static final String WORD = "growth";
    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final List<Integer> MARKS = List.of(10, 100, 1_000, 10_000);
    private static final int WARMUP_APPENDS = 60;
    private static final int SAMPLES = 10;
    private static final double NANOS_A_MILLI = 1e6;

    private final Session session;
    private final SplittableRandom random;

    /** Medians at a length of history. */
    public record Point(int snapshots, double commitMillis, double loadMillis, long bytes) {}

    public Growth(Session session, long seed) {
        this.session = session;
        this.random = new SplittableRandom(seed);
    }

    /** Stops at the last mark up to {@code most}, or when it has taken too long. */
    public List<Point> measure(int most) throws NoAnswerException {
        var tables = session.createTables(2);
        try (var connection = session.catalog().open()) {
            var deadline = System.nanoTime() + LONGEST.toNanos();
            grow(connection, tables.getFirst(), List.of(WARMUP_APPENDS), deadline);
            return grow(
                    connection,
                    tables.getLast(),
                    MARKS.stream().filter(mark -> mark <= most).toList(),
                    deadline);
        }
    }

    private List<Point> grow(HttpConnection connection, Table table, List<Integer> marks, long deadline)
            throws NoAnswerException {
        var points = new ArrayList<Point>();
        var commits = new ArrayList<Double>();
        var own = new OwnTable(session, table);
        for (var mark : marks) {
            while (commits.size() < mark && System.nanoTime() - deadline < 0) {
                commits.add(millis(() -> append(connection, own)));
            }
            if (commits.size() == mark) {
                points.add(point(connection, table, commits));
            }
        }
        own.examine(connection.send(session.load(table)));
        return points;
    }

    private void append(HttpConnection connection, OwnTable own) throws NoAnswerException {
        if (!own.append(connection::send, random.nextLong(1, Long.MAX_VALUE))) {
            throw new IllegalStateException(
                    "an append to %s was refused".formatted(own.table().name()));
        }
    }

    private Point point(HttpConnection connection, Table table, List<Double> commits) throws NoAnswerException {
        var whole = Request.get(session.load(table).path() + "?snapshots=all");
        var loads = new ArrayList<Double>();
        var bytes = 0L;
        for (int sample = 0; sample < SAMPLES; sample++) {
            var began = System.nanoTime();
            var answer = connection.send(whole);
            loads.add((System.nanoTime() - began) / NANOS_A_MILLI);
            bytes = answer.bytesReceived();
        }
        var last = commits.subList(Math.max(0, commits.size() - SAMPLES), commits.size());
        return new Point(commits.size(), median(last), median(loads), bytes);
    }

    private interface Step {
        void run() throws NoAnswerException;
    }

    private static double millis(Step step) throws NoAnswerException {
        var began = System.nanoTime();
        step.run();
        return (System.nanoTime() - began) / NANOS_A_MILLI;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
