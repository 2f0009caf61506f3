package io.meerkat.benchmark.measure;

/** Closed loop: the next unit begins when the one before has ended. */
public record ClosedPace(long end) implements Pace {
    @Override
    public long next() {
        var now = System.nanoTime();
        return now - end < 0 ? now : OVER;
    }

    @Override
    public long missed() {
        return 0;
    }
}
