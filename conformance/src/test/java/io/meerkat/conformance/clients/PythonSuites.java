package io.meerkat.conformance.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The suites in {@code src/test/python}: makes their Python environment, and runs them all in one go of pytest. */
public final class PythonSuites {
    private static final Path SOURCE = Path.of("src", "test", "python").toAbsolutePath();
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration INSTALL_MAX = Duration.ofMinutes(20);
    private static final Duration RUN_MAX = Duration.ofMinutes(12);

    private PythonSuites() {}

    /** Installs the clients unless they are there; what hinders it, if something does. */
    public static Optional<String> prepare() {
        var prepared = Program.run(List.of(SOURCE.resolve("prepare").toString()), SOURCE, Map.of(), INSTALL_MAX);
        return prepared.exitCode() == 0
                ? Optional.empty()
                : Optional.of("The Python clients could not be prepared:%n%s".formatted(prepared.lastLines()));
    }

    /** How a script beside the suites is run in their environment. */
    public static List<String> command(String script, String... arguments) {
        var command = new ArrayList<>(List.of(
                TARGET.resolve(Path.of("venv", "bin", "python")).toString(),
                SOURCE.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** All suites. */
    static PytestReport runAgainst(URI server) {
        var report = run(server, suites(), Map.of());
        if (!report.bySuite().keySet().containsAll(suites())) {
            throw new AssertionError(
                    "only %s ran of the suites %s".formatted(report.bySuite().keySet(), suites()));
        }
        return report;
    }

    /** Some suites, with further variables. */
    static PytestReport run(URI server, List<String> suites, Map<String, String> variables) {
        var reportFile = TARGET.resolve("clients.xml");
        delete(reportFile);
        var command = new ArrayList<>(List.of(
                TARGET.resolve(Path.of("venv", "bin", "python")).toString(),
                "-m",
                "pytest",
                "--verbose",
                "--tb=short",
                "--no-summary",
                "--junit-xml=" + reportFile));
        suites.forEach(suite -> command.add(suite + ".py"));
        var environment = new HashMap<>(variables);
        environment.putAll(Map.of(
                "MEERKAT_URI", server.toString(),
                "MEERKAT_WAREHOUSE", "default",
                "PYTHONUNBUFFERED", "1",
                "PYTHONDONTWRITEBYTECODE", "1"));
        var pytest = Program.run(command, SOURCE, environment, RUN_MAX);
        // pytest: 0 all passed, 1 some failed; anything else means that it could not run them.
        if (pytest.exitCode() > 1) {
            throw new AssertionError("pytest ended with %d:%n%s".formatted(pytest.exitCode(), pytest.lastLines()));
        }
        return PytestReport.read(reportFile);
    }

    private static List<String> suites() {
        try (var files = Files.list(SOURCE)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("test_") && name.endsWith(".py"))
                    .map(name -> name.substring(0, name.length() - ".py".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
