package io.meerkat.conformance.clients;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.meerkat.conformance.clients.PytestReport.Failed;
import io.meerkat.conformance.clients.PytestReport.Passed;
import io.meerkat.conformance.clients.PytestReport.PythonTest;
import io.meerkat.conformance.clients.PytestReport.Skipped;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** What pytest ran, shown as tests of ours. */
final class PythonTests {
    private PythonTests() {}

    static Stream<? extends DynamicNode> shown(PytestReport report) {
        return report.bySuite().entrySet().stream()
                .map(suite -> dynamicContainer(
                        suite.getKey(), suite.getValue().stream().map(PythonTests::shown)));
    }

    // As a test: a factory that is aborted itself is not counted, and so not seen.
    static Stream<? extends DynamicNode> missing(String reason) {
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
