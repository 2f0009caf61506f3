package io.meerkat.conformance.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/** A command that ran to its end; what it printed was shown while it ran. */
record Program(int exitCode, String lastLines) {
    private static final int LAST_LINES_MAX = 40;

    /** Runs a command and waits for its end; after {@code limit} it is killed, with all that it started. */
    static Program run(List<String> command, Path folder, Map<String, String> environment, Duration limit) {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var lastLines = new ConcurrentLinkedDeque<String>();
            var reader = Thread.ofVirtual().start(() -> show(process, lastLines));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("%s did not end within %s; its last lines:%n%s"
                        .formatted(command, limit, String.join(System.lineSeparator(), lastLines)));
            }
            reader.join();
            return new Program(process.exitValue(), String.join(System.lineSeparator(), lastLines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }

    private static void show(Process process, ConcurrentLinkedDeque<String> lastLines) {
        try (var output = process.inputReader()) {
            output.lines().forEach(line -> {
                System.out.println(line);
                lastLines.addLast(line);
                if (lastLines.size() > LAST_LINES_MAX) {
                    lastLines.removeFirst();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
