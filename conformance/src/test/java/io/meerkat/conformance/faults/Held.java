package io.meerkat.conformance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds: memory in its pages, open files and connections, and threads of the system. Linux only. */
record Held(long residentMb, long files, long threads) {
    static Held by(long pid) {
        var process = Path.of("/proc", Long.toString(pid));
        try (var files = Files.list(process.resolve("fd"))) {
            var status = Files.readAllLines(process.resolve("status"));
            return new Held(number(status, "VmRSS:") / 1024, files.count(), number(status, "Threads:"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Iterable<String> status, String name) {
        for (String line : status) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IllegalStateException("the system does not tell " + name);
    }
}
