package io.meerkat.benchmark.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where peers keep their data. It is emptied before a run, but only when an earlier run has made it. */
final class WorkFolder {
    private static final String MARK = ".meerkat-bench";

    private WorkFolder() {}

    static void begin(Path folder) throws IOException {
        if (Files.isDirectory(folder) && !Files.exists(folder.resolve(MARK)) && holdsAnything(folder)) {
            throw new IOException("%s holds files that are not the benchmark's. Choose another folder with --work."
                    .formatted(folder));
        }
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(MARK));
    }

    private static boolean holdsAnything(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }
}
