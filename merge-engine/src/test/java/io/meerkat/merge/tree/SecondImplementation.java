package io.meerkat.merge.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code src/test/python/tree.py}, which knows the encoding from its description only. */
final class SecondImplementation {
    private static final Path SCRIPT = Path.of("src/test/python/tree.py").toAbsolutePath();

    private SecondImplementation() {}

    /** Python may be missing on a desk, but not where the build is the judge. */
    static boolean isThere() {
        return "true".equals(System.getenv("CI")) || runs("python3", "--version");
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static List<String> run(Path input, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("python3", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return output.lines().toList();
    }

    static Path file(Path folder, List<String> lines) throws IOException {
        return Files.write(folder.resolve("input"), lines);
    }
}
