package io.meerkat.conformance.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.meerkat.conformance.clients.PythonSuites;
import io.meerkat.conformance.server.CatalogUnderTest;
import io.meerkat.conformance.server.MeerkatProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Trino, alone and in turns with the other clients, on a fresh data folder, {@code target/engines}, that is left. */
@EnabledIfSystemProperty(
        named = "meerkat.trino.archive",
        matches = ".+",
        disabledReason = "Trino is a large download and runs with mvn verify -Pengines only")
class TrinoIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path SUITES = Path.of("src", "test", "python").toAbsolutePath();
    private static final int RUN_MINUTES_MAX = 8;

    @Test
    void trinoDoesAllThatItsSuiteAsksFor() throws IOException, InterruptedException {
        PythonSuites.prepare().ifPresent(TrinoIT::missing);
        var trino = TrinoInstallation.of(Path.of(System.getProperty("meerkat.trino.archive")), TARGET);

        try (var server = CatalogUnderTest.givenOr(() -> MeerkatProcess.startAfresh(TARGET.resolve("engines")));
                var engine = TrinoProcess.start(trino, server.uri(), TARGET.resolve("trino"))) {
            runSuite(server.uri(), engine.uri());
        }
    }

    private static void runSuite(URI server, URI engine) throws IOException, InterruptedException {
        var report = TARGET.resolve("trino").resolve("pytest.log");
        var pytest = new ProcessBuilder(List.of(
                        TARGET.resolve(Path.of("venv", "bin", "python")).toString(),
                        "-m",
                        "pytest",
                        "--verbose",
                        "--tb=short",
                        "test_trino.py"))
                .directory(SUITES.toFile())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile());
        pytest.environment().put("MEERKAT_URI", server.toString());
        pytest.environment().put("MEERKAT_TRINO", engine.toString());
        pytest.environment().put("PYTHONDONTWRITEBYTECODE", "1");

        var process = pytest.start();
        boolean ended = process.waitFor(RUN_MINUTES_MAX, TimeUnit.MINUTES);
        process.destroyForcibly();
        var said = Files.readString(report);
        System.out.println(said);

        assertThat(ended)
                .as("ended within %d minutes:%n%s", RUN_MINUTES_MAX, said)
                .isTrue();
        assertThat(process.exitValue()).as("exit code of pytest:%n%s", said).isZero();
        assertThat(said).as("a suite without skipped tests").doesNotContain(" SKIPPED");
    }

    private static void missing(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }
}
