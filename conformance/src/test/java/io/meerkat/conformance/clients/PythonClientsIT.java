package io.meerkat.conformance.clients;

import io.meerkat.conformance.server.CatalogUnderTest;
import io.meerkat.conformance.server.MeerkatProcess;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** PyIceberg, Spark and DuckDB, alone and together, on a fresh data folder, {@code target/clients}, that is left. */
class PythonClientsIT {
    private static final Path DATA = Path.of("target", "clients");

    @TestFactory
    Stream<? extends DynamicNode> suites() {
        return PythonSuites.prepare().map(PythonTests::missing).orElseGet(PythonClientsIT::ran);
    }

    private static Stream<? extends DynamicNode> ran() {
        try (var server = CatalogUnderTest.givenOr(() -> MeerkatProcess.startAfresh(DATA))) {
            return PythonTests.shown(PythonSuites.runAgainst(server.uri()));
        }
    }
}
