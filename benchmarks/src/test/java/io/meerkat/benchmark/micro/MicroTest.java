package io.meerkat.benchmark.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.benchmark.options.MicroOptions;
import io.meerkat.benchmark.report.Figure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That parts are found and run in JVMs of their own; not how fast they are. */
class MicroTest {
    /** Another run on the machine disturbs figures, which nobody looks at here. */
    @BeforeEach
    void runBesideOthers() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void timesAPartInAJvmOfItsOwn() throws IOException {
        assertThat(run("Entries.commitId")).singleElement().satisfies(figure -> {
            assertThat(figure.name()).isEqualTo("codec.Entries.commitId");
            assertThat(figure.parameters()).isEmpty();
            assertThat(figure.micros()).isBetween(0.1, 10_000.0);
            assertThat(figure.allocated().orElseThrow()).isPositive();
        });
    }

    @Test
    void findsNothingByAWrongName() throws IOException {
        assertThat(run("Entries.commitIds")).isEmpty();
    }

    private static List<Figure> run(String pattern) throws IOException {
        return Micro.run(
                new MicroOptions(pattern, Duration.ZERO, Duration.ofMillis(100), 1, "256m", 7, Optional.empty()),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }
}
