package io.meerkat.benchmark.measure;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one connection counted, or all of them together. */
public final class Tally {
    private static final long LATENCY_MAX = TimeUnit.HOURS.toNanos(1);
    private static final int DIGITS = 3;
    private static final int STATUS_BOUND = 600;
    private static final int CONFLICT = 409;
    private static final int NOT_MODIFIED = 304;
    private static final int SUCCESS = 2;

    private final Histogram latencies = new Histogram(LATENCY_MAX, DIGITS);
    private final long[] statuses = new long[STATUS_BOUND];
    private long noAnswer;
    private long bytes;

    public void unit(long nanos) {
        latencies.recordValue(Math.clamp(nanos, 0, LATENCY_MAX));
    }

    public void answered(int status, long received) {
        statuses[Math.clamp(status, 0, STATUS_BOUND - 1)]++;
        bytes += received;
    }

    public void notAnswered() {
        noAnswer++;
    }

    void add(Tally other) {
        latencies.add(other.latencies);
        for (int status = 0; status < STATUS_BOUND; status++) {
            statuses[status] += other.statuses[status];
        }
        noAnswer += other.noAnswer;
        bytes += other.bytes;
    }

    public long units() {
        return latencies.getTotalCount();
    }

    public double millisAt(double percentile) {
        return millis(latencies.getValueAtPercentile(percentile));
    }

    public double millisMax() {
        return millis(latencies.getMaxValue());
    }

    private static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    /** Answers that are neither success nor conflict, by their status. */
    public Map<Integer, Long> errors() {
        var errors = new TreeMap<Integer, Long>();
        for (int status = 0; status < STATUS_BOUND; status++) {
            if (statuses[status] > 0 && status / 100 != SUCCESS && status != NOT_MODIFIED && status != CONFLICT) {
                errors.put(status, statuses[status]);
            }
        }
        return errors;
    }

    public long conflicts() {
        return statuses[CONFLICT];
    }

    public long requests() {
        long all = noAnswer;
        for (var count : statuses) {
            all += count;
        }
        return all;
    }

    public long noAnswer() {
        return noAnswer;
    }

    public long bytes() {
        return bytes;
    }
}
