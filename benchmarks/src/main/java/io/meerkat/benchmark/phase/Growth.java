package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Bodies;
import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.http.HttpConnection;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import io.meerkat.benchmark.options.Options.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One table, one connection: what a commit and a load take as history grows, to the last byte. */
public final class Growth {
    public static final String WORD = "growth";
    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final List<Integer> MARKS = List.of(10, 100, 1_000, 10_000);
    private static final int WARMUP_APPENDS = 100;
    private static final int SAMPLES = 10;
    private static final double NANOS_A_MILLI = 1e6;

    private static final Map<String, String> GZIP = Map.of("write.metadata.compression-codec", "gzip");

    private final Session session;
    private final Load load;
    private final SplittableRandom random;

    /** Medians at a length of history. */
    public record Point(int snapshots, double commitMillis, double loadMillis, long bytes) {}

    public Growth(Session session, Load load, long seed) {
        this.session = session;
        this.load = load;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Warms up on tables of its own, then grows one. Stops at the last mark that is wanted, or when it has taken too long.
     * With compressed answers the metadata files are to be compressed, too.
     */
    public List<Point> measure() throws NoAnswerException {
        session.createNamespace();
        try (var connection = session.catalog().open()) {
            var warm = System.nanoTime() + load.warmup().toNanos();
            int warmups = 0;
            do {
                grow(connection, table(connection, "warmup" + warmups++), List.of(WARMUP_APPENDS), deadline());
            } while (System.nanoTime() - warm < 0);
            var marks = MARKS.stream().filter(mark -> mark <= load.growth()).toList();
            return grow(connection, table(connection, "grown"), marks, deadline());
        }
    }

    private static long deadline() {
        return System.nanoTime() + LONGEST.toNanos();
    }

    private Table table(HttpConnection connection, String name) throws NoAnswerException {
        var table = session.createTable(connection, name);
        if (load.gzip()) {
            var address = session.catalog().table(table.namespace(), table.name());
            Session.require(connection.send(Request.post(address, Bodies.setProperties(table, GZIP))), name);
        }
        return table;
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
