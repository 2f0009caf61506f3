package io.meerkat.conformance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The PostgreSQL that a server keeps under its data folder, found by the process id that PostgreSQL records there. */
public record Postmaster(Path pidFile) {
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final Duration POLL_EVERY = Duration.ofMillis(50);

    static Postmaster of(Path data) {
        return new Postmaster(data.resolve("postgres").resolve("postmaster.pid"));
    }

    /** The running process; empty when there is none, also when its id is another program's by now. */
    public Optional<ProcessHandle> process() {
        return recordedPid()
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(candidate -> candidate.info().command().orElse("").endsWith("/postgres"));
    }

    /** Asks PostgreSQL to stop, where it runs (SIGTERM), and waits until it did. */
    public void stop() {
        process().ifPresent(ProcessHandle::destroy);
        awaitEnd();
    }

    /** Ends PostgreSQL at once (SIGKILL), where it runs. */
    public void kill() {
        process().ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd();
    }

    private void awaitEnd() {
        var deadline = Instant.now().plus(STOP_MAX);
        while (process().isPresent()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "the PostgreSQL of %s did not end within %s".formatted(pidFile, STOP_MAX));
            }
            LockSupport.parkNanos(POLL_EVERY.toNanos());
        }
    }

    private Optional<Long> recordedPid() {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
