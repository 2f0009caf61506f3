package io.meerkat.benchmark.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where it ran, and what. */
public record Machine(String commit, String hardware, String system) {
    private static final double KB_A_GB = 1_048_576;
    private static final long PATIENCE_SECONDS = 5;

    static Machine here() {
        var cores = Runtime.getRuntime().availableProcessors();
        var processor = field(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch"));
        var memory = field(Path.of("/proc/meminfo"), "MemTotal")
                .map(total -> total.replaceAll("\\D", ""))
                .map(kb -> ", %.0f GB".formatted(Long.parseLong(kb) / KB_A_GB))
                .orElse("");
        return new Machine(
                gitCommit().orElse("unknown"),
                "%d cores of %s%s".formatted(cores, processor, memory),
                "%s %s, Java %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("java.version")));
    }

    private static Optional<String> field(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> gitCommit() {
        try {
            var git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .directory(
                            Path.of(System.getProperty("meerkat.project", ".")).toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0
                    ? Optional.of(said)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
