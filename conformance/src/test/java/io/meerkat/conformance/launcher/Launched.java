package io.meerkat.conformance.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A launcher that runs, or what it started, which is the same process. */
final class Launched implements AutoCloseable {
    private static final Duration END_MAX = Duration.ofSeconds(30);

    private final Process process;
    private final Path errors;

    private Launched(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    static Launched start(Path caller, Stream<String> command, Map<String, String> environment) {
        try {
            var errors = Files.createTempFile("launched", ".err");
            var builder = new ProcessBuilder(command.toList())
                    .directory(caller.toFile())
                    .redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Launched(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints first; waits for it. */
    String firstLine() {
        try {
            return String.valueOf(process.inputReader().readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the end. */
    int exitCode() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the launcher did not end within " + END_MAX);
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lines it printed, at its end. */
    List<String> lines() {
        exitCode();
        return process.inputReader().lines().toList();
    }

    /** What it said to standard error, at its end. */
    String errors() {
        exitCode();
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        exitCode();
    }
}
