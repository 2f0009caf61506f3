package io.meerkat.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.benchmark.http.Address;
import io.meerkat.benchmark.http.HttpConnection;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private static final int STALL_MILLIS = 300;
    private static final Duration STALL = Duration.ofMillis(STALL_MILLIS);
    private static final Progress SILENT = new Progress(new PrintStream(OutputStream.nullOutputStream()), "");

    private final AtomicInteger units = new AtomicInteger();

    @Test
    void countsAStallForAllThatWasDueMeanwhile() {
        var run = run(OptionalDouble.of(100), worker -> stallOnce());

        assertThat(run.tally().units()).isEqualTo(60);
        // 30 arrivals were due in the 300 ms, and waited 150 ms on average.
        assertThat(run.tally().millisAt(75)).isGreaterThan(100);
        assertThat(run.tally().millisMax()).isGreaterThanOrEqualTo((double) STALL_MILLIS);
    }

    @Test
    void seesOneSlowUnitOnlyWhereTheNextWaitsForIt() {
        var run = run(OptionalDouble.empty(), worker -> stallOnce());

        assertThat(run.tally().millisMax()).isGreaterThanOrEqualTo((double) STALL_MILLIS);
        assertThat(run.tally().millisAt(75)).isLessThan(50);
    }

    @Test
    void doesNotCountWhatFailed() {
        var run = run(OptionalDouble.of(100), worker -> units.incrementAndGet() % 2 == 0);

        assertThat(run.tally().units()).isEqualTo(30);
        assertThat(run.missed()).isZero();
    }

    private boolean stallOnce() {
        try {
            Thread.sleep(units.incrementAndGet() == 10 ? STALL_MILLIS : 1);
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Run run(OptionalDouble rate, Work work) {
        return new Runner(1, Duration.ZERO, Duration.ofMillis(600), rate, Duration.ofSeconds(5), 1)
                .run(
                        work,
                        () -> new HttpConnection(new Address("127.0.0.1", 1), STALL),
                        new Meter(List.of(), Optional.empty()),
                        SILENT);
    }
}
