package io.meerkat.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OpenPaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicLong now = new AtomicLong();

    @Test
    void givesTheTimesThatWereFixedInAdvanceHoweverLateItIs() {
        var pace = new OpenPace(100, 0, SECOND, SECOND, now::get);
        now.set(500 * MILLI);

        assertThat(pace.next()).isEqualTo(0);
        assertThat(pace.next()).isEqualTo(10 * MILLI);
        assertThat(pace.next()).isEqualTo(20 * MILLI);
    }

    @Test
    void givesNoMoreThanWasPlanned() {
        var pace = new OpenPace(4, 0, SECOND, SECOND, now::get);
        now.set(SECOND);

        for (int arrival = 0; arrival < 4; arrival++) {
            assertThat(pace.next()).isEqualTo(arrival * SECOND / 4);
        }
        assertThat(pace.next()).isEqualTo(Pace.OVER);
        assertThat(pace.missed()).isZero();
    }

    @Test
    void countsWhatWasDueAndNeverBegun() {
        var pace = new OpenPace(10, 0, SECOND, SECOND, now::get);
        now.set(SECOND);
        pace.next();
        pace.next();
        now.set(2 * SECOND);

        assertThat(pace.next()).isEqualTo(Pace.OVER);
        assertThat(pace.missed()).isEqualTo(8);
    }

    @Test
    void waitsUntilItIsTime() {
        var start = System.nanoTime();
        var pace = new OpenPace(20, start, start + SECOND, SECOND);
        pace.next();

        var second = pace.next();

        assertThat(System.nanoTime() - second).isNotNegative();
        assertThat(second - start).isEqualTo(50 * MILLI);
    }
}
