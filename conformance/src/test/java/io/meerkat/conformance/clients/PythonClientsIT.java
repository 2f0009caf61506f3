package io.meerkat.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.server.CatalogUnderTest;
import io.meerkat.conformance.server.ManyTables;
import io.meerkat.conformance.server.MeerkatProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** PyIceberg, Spark and DuckDB, alone and together, and pypangolin, on a fresh data folder, {@code target/clients}, that is left. */
class PythonClientsIT {
    private static final Path DATA = Path.of("target", "clients");
    private static final int LOADED = 1_500;
    private static final Duration LOAD_MAX = Duration.ofMinutes(1);

    @TestFactory
    Stream<? extends DynamicNode> suites() {
        return PythonSuites.prepare().map(PythonTests::missing).orElseGet(PythonClientsIT::ran);
    }

    private static Stream<? extends DynamicNode> ran() {
        try (var server = CatalogUnderTest.givenOr(() -> MeerkatProcess.startAfresh(DATA))) {
            var shown = PythonTests.shown(PythonSuites.runAgainst(server.uri()));
            if (server instanceof MeerkatProcess) {
                // So that what is looked at afterwards holds a commit of many tables, too.
                var loaded = ManyTables.make(LOADED, DATA).load(server.uri(), LOAD_MAX);
                assertThat(loaded.text()).as(loaded.errors()).startsWith("loaded %d tables".formatted(LOADED));
            }
            return shown;
        }
    }
}
