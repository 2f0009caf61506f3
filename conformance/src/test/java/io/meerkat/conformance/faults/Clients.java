package io.meerkat.conformance.faults;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.meerkat.conformance.clients.PythonSuites;

/** The Python clients that some tests need. */
final class Clients {
    private Clients() {}

    /** The test is skipped without them, and fails under CI. */
    static void require() {
        PythonSuites.prepare().ifPresent(reason -> {
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            abort(reason);
        });
    }
}
