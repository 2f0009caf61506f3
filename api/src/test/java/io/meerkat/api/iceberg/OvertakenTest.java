package io.meerkat.api.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OvertakenTest {
    private final AtomicInteger tries = new AtomicInteger();

    private Supplier<Optional<String>> overtaken(int times) {
        return () -> tries.getAndIncrement() < times ? Optional.empty() : Optional.of("done");
    }

    @Test
    void whatStandsAtOnceIsNotTriedAgain() {
        assertThat(Overtaken.again("it", overtaken(0))).isEqualTo("done");
        assertThat(tries).hasValue(1);
    }

    @Test
    void theLastTryCounts() {
        assertThat(Overtaken.again("it", overtaken(Overtaken.TRIES_MAX - 1))).isEqualTo("done");
    }

    @Test
    void whatIsOvertakenEachTimeIsGivenBack() {
        assertThatExceptionOfType(IcebergError.class)
                .isThrownBy(() -> Overtaken.again("it", overtaken(Overtaken.TRIES_MAX)))
                .matches(error -> error.status() == 503)
                .withMessageContaining("it is being changed too fast");
        assertThat(tries).hasValue(Overtaken.TRIES_MAX);
    }
}
