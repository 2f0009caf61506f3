package io.meerkat.api.purge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away what is left of a folder when its files are gone. */
final class EmptyFolders {
    private static final Logger LOG = LoggerFactory.getLogger(EmptyFolders.class);

    private EmptyFolders() {}

    /** Deletes a folder and those below it, except where there is a file. {@code allowed} is asked before each. */
    static void delete(Path folder, Runnable allowed) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) {
                    allowed.run();
                    try {
                        Files.deleteIfExists(visited);
                    } catch (IOException e) {
                        LOG.debug("{} stays: {}", visited, e.toString());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) {
                    LOG.debug("{} stays: {}", file, problem.toString());
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take away the empty folders of " + folder, e);
        }
    }
}
