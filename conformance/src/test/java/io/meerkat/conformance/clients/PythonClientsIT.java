package io.meerkat.conformance.clients;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.meerkat.conformance.clients.PytestReport.Failed;
import io.meerkat.conformance.clients.PytestReport.Passed;
import io.meerkat.conformance.clients.PytestReport.PythonTest;
import io.meerkat.conformance.clients.PytestReport.Skipped;
import io.meerkat.conformance.server.CatalogUnderTest;
import io.meerkat.conformance.server.MeerkatProcess;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** PyIceberg, Spark and DuckDB, alone and together, on a fresh data folder, {@code target/clients}, that is left. */
class PythonClientsIT {
    private static final Path DATA = Path.of("target", "clients");

    @TestFactory
    Stream<? extends DynamicNode> suites() {
        return PythonSuites.prepare().map(PythonClientsIT::missing).orElseGet(PythonClientsIT::ran);
    }

    private static Stream<? extends DynamicNode> ran() {
        try (var server = CatalogUnderTest.givenOr(() -> MeerkatProcess.startAfresh(DATA))) {
            return PythonSuites.runAgainst(server.uri()).bySuite().entrySet().stream()
                    .map(suite -> dynamicContainer(
                            suite.getKey(), suite.getValue().stream().map(PythonClientsIT::shown)));
        }
    }

    // As a test: a factory that is aborted itself is not counted, and so not seen.
    private static Stream<? extends DynamicNode> missing(String reason) {
        return Stream.of(dynamicTest("the Python clients are installed", () -> {
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            abort(reason);
        }));
    }

    private static DynamicTest shown(PythonTest test) {
        return dynamicTest(test.name(), () -> {
            switch (test.outcome()) {
                case Passed() -> {}
                case Failed(var text) -> fail("%s%n%s".formatted(test.name(), text));
                case Skipped(var reason) -> abort(reason);
            }
        });
    }
}
