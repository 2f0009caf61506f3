package io.meerkat.benchmark.measure;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A line a second, for whoever waits. */
public record Progress(PrintStream out, String what) {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    void showUntil(long end, String doing, LongSupplier units) throws InterruptedException {
        var before = units.getAsLong();
        for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            var began = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(Math.min(left, SECOND));
            var now = units.getAsLong();
            var rate = (now - before) * (double) SECOND / Math.max(1, System.nanoTime() - began);
            say(doing, rate, Math.max(0, (end - System.nanoTime() + SECOND / 2) / SECOND));
            before = now;
        }
    }

    private void say(String doing, double rate, long left) {
        out.printf(Locale.ROOT, "%s: %s, %,.0f/s, %d s left%n", what, doing, rate, left);
    }

    public void note(String text) {
        out.printf("%s: %s%n", what, text);
    }
}
