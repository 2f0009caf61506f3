package io.meerkat.api.purge;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Says once in a while that the work goes on, and ends it when its thread is told to stop. */
final class Heartbeat implements Runnable {
    private final Runnable beat;
    private final Duration interval;
    private long last = System.nanoTime();

    Heartbeat(Runnable beat, Duration interval) {
        this.beat = beat;
        this.interval = interval;
    }

    @Override
    public void run() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("told to stop");
        }
        if (System.nanoTime() - last > interval.toNanos()) {
            beat.run();
            last = System.nanoTime();
        }
    }
}
