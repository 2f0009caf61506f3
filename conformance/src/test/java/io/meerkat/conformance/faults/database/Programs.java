package io.meerkat.conformance.faults.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The programs of an installed PostgreSQL, replication's among them: those that Meerkat brings along have none. */
record Programs(Path folder) {
    private static final List<String> NEEDED = List.of("initdb", "pg_ctl", "postgres", "pg_basebackup");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final int MINUTES_MAX = 1;

    /** On the path, or where Debian has them, the newest first. */
    static Optional<Programs> find() {
        var candidates = new ArrayList<Path>();
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(Path::of)
                .forEach(candidates::add);
        if (Files.isDirectory(DEBIAN)) {
            try (var versions = Files.list(DEBIAN)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin"))
                        .forEach(candidates::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return candidates.stream()
                .filter(folder -> NEEDED.stream().allMatch(name -> Files.isExecutable(folder.resolve(name))))
                .findFirst()
                .map(Programs::new);
    }

    /** Runs one to its end, not as root: PostgreSQL refuses to. */
    void run(Path log, String program, String... arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("%s failed; see %s".formatted(command, log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program + " runs", e);
        }
    }
}
