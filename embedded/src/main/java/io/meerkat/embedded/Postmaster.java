package io.meerkat.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The process that PostgreSQL's own pid file names, when it lives and does serve this folder. */
record Postmaster(long pid, Path folder) {
    private static final String FILE = "postmaster.pid";

    static Optional<Postmaster> running(Path folder) throws IOException {
        return named(folder).filter(Postmaster::isAlive);
    }

    /**
     * A process number alone proves nothing: after a reboot, or in a container, another program may have it, and a dead
     * process keeps it until its parent asks. Only a live PostgreSQL has our folder on its command line.
     */
    boolean isAlive() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .filter(command -> command.contains(" -D " + folder + " "))
                .isPresent();
    }

    /**
     * PostgreSQL would take any live process of that number for itself and refuse to start. Should processes of the old
     * server be left after all, PostgreSQL finds their shared memory and still refuses.
     */
    static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    private static Optional<Postmaster> named(Path folder) throws IOException {
        try (var lines = Files.lines(folder.resolve(FILE))) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[1-9][0-9]{0,17}"))
                    .map(line -> new Postmaster(Long.parseLong(line), folder));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
