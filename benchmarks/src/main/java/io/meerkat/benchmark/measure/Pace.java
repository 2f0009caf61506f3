package io.meerkat.benchmark.measure;

/** When units begin. */
public interface Pace {
    /** No unit begins any more. */
    long OVER = Long.MIN_VALUE;

    /** Waits for the next arrival and returns its time by {@link System#nanoTime}, from which its latency counts. */
    long next();

    /** Arrivals that were due and that nobody was free to begin. */
    long missed();
}
