package io.meerkat.conformance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command run to its end: its exit code, what it wrote to standard output (a file), and to standard error. */
public record Word(int exitCode, Path output, String errors) {
    private static final Duration TIME_MAX = Duration.ofMinutes(5);
    private static final Path JAR = Path.of(System.getProperty("meerkat.jar", "../api/target/meerkat.jar"));

    /** A word of Meerkat's command line. */
    public static Word meerkat(Path output, String... words) {
        return run(output, command(words));
    }

    /** How Meerkat is run with these words. */
    public static List<String> command(String... words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar", JAR.toString()));
        command.addAll(List.of(words));
        return command;
    }

    /** A command that reads a file as its standard input. */
    static Word reading(Path input, Path output, List<String> command, Duration timeMax) {
        return run(ProcessBuilder.Redirect.from(input.toFile()), output, command, timeMax);
    }

    public static Word run(Path output, List<String> command) {
        return run(ProcessBuilder.Redirect.PIPE, output, command, TIME_MAX);
    }

    private static Word run(ProcessBuilder.Redirect input, Path output, List<String> command, Duration timeMax) {
        try {
            var errors = Files.createTempFile("word", ".err");
            var process = new ProcessBuilder(command)
                    .redirectInput(input)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(timeMax.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("%s did not end within %s".formatted(command, timeMax));
            }
            return new Word(process.exitValue(), output, Files.readString(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
