package io.meerkat.benchmark.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.benchmark.catalog.Catalog;
import io.meerkat.benchmark.check.Findings;
import io.meerkat.benchmark.fake.FakeCatalog;
import io.meerkat.benchmark.fake.Fault;
import io.meerkat.benchmark.measure.Meter;
import io.meerkat.benchmark.measure.Progress;
import io.meerkat.benchmark.measure.Runner;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final int CONNECTIONS = 4;
    private static final int TABLES = 8;
    private static final Duration TIME = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(
            strings = {"commit", "commit-hot", "append", "transaction", "create-table", "create-namespace", "mixed"})
    void findsNothingWhereNothingIsWrong(String phase) throws Exception {
        try (var catalog = new FakeCatalog(Fault.NONE)) {
            var findings = afterwards(phase, catalog);

            assertThat(findings.checked()).isPositive();
            assertThat(findings.lost()).isEmpty();
            assertThat(findings.phantom()).isEmpty();
            assertThat(findings.torn()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "commit-hot", "append", "transaction", "create-table", "create-namespace"})
    void findsExactlyTheAcknowledgedWritesThatWereDropped(String phase) throws Exception {
        try (var catalog = new FakeCatalog(Fault.DROPS)) {
            var findings = afterwards(phase, catalog);

            assertThat(catalog.lies()).isNotEmpty();
            assertThat(findings.lost()).isEqualTo(catalog.lies());
            assertThat(findings.phantom()).isEmpty();
            assertThat(findings.torn()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "commit-hot", "append", "transaction", "create-table", "create-namespace"})
    void findsExactlyTheRefusedWritesThatWereDone(String phase) throws Exception {
        try (var catalog = new FakeCatalog(Fault.REFUSES_AND_DOES)) {
            var findings = afterwards(phase, catalog);

            assertThat(catalog.lies()).isNotEmpty();
            assertThat(findings.phantom()).isEqualTo(catalog.lies());
            assertThat(findings.lost()).isEmpty();
            assertThat(findings.torn()).isEmpty();
        }
    }

    @Test
    void findsExactlyTheTransactionsThatWereDoneInPart() throws Exception {
        try (var catalog = new FakeCatalog(Fault.DOES_HALF)) {
            var findings = afterwards("transaction", catalog);

            assertThat(catalog.lies()).isNotEmpty();
            assertThat(findings.torn()).isEqualTo(catalog.lies());
            assertThat(findings.lost()).isEmpty();
            assertThat(findings.phantom()).isEmpty();
        }
    }

    private static Findings afterwards(String phase, FakeCatalog fake) throws Exception {
        var session = new Session(
                Catalog.connect(fake.uri(), "", TIMEOUT, false), "space", CONNECTIONS, TABLES, new Findings());
        var prepared = Phases.timed(phase).orElseThrow().prepare(session);
        assertThat(prepared).isInstanceOf(Prepared.Ready.class);
        var ready = (Prepared.Ready) prepared;

        new Runner(CONNECTIONS, Duration.ZERO, TIME, OptionalDouble.empty(), TIMEOUT, 1)
                .run(
                        ready.work(),
                        session.catalog()::open,
                        new Meter(List.of(), Optional.empty()),
                        new Progress(new PrintStream(OutputStream.nullOutputStream()), phase));
        ready.check().run();
        return session.findings();
    }
}
