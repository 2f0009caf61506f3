package io.meerkat.benchmark.measure;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Open loop: arrivals are fixed in advance. A server that stalls meets all that was due meanwhile, and each waits from
 * the time when it was due; otherwise the slow answers would keep away the very requests that would have been slow.
 */
public final class OpenPace implements Pace {
    private static final double NANOS = 1e9;

    private final long start;
    private final double every;
    private final long planned;
    private final long giveUp;
    private final LongSupplier clock;
    private final AtomicLong taken = new AtomicLong();

    /** @param patience how long after the end what was due may still begin */
    public OpenPace(double rate, long start, long end, long patience) {
        this(rate, start, end, patience, System::nanoTime);
    }

    OpenPace(double rate, long start, long end, long patience, LongSupplier clock) {
        this.start = start;
        this.every = NANOS / rate;
        this.planned = (long) Math.ceil((end - start) / every);
        this.giveUp = end + patience;
        this.clock = clock;
    }

    @Override
    public long next() {
        if (clock.getAsLong() - giveUp >= 0) {
            return OVER;
        }
        var number = taken.getAndIncrement();
        if (number >= planned) {
            taken.decrementAndGet();
            return OVER;
        }
        var arrival = start + (long) (number * every);
        for (var left = arrival - clock.getAsLong(); left > 0; left = arrival - clock.getAsLong()) {
            LockSupport.parkNanos(left);
        }
        return arrival;
    }

    @Override
    public long missed() {
        return planned - Math.min(planned, taken.get());
    }
}
