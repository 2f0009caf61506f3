package io.meerkat.api.purge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import org.jspecify.annotations.Nullable;

/** Takes away what is left of a folder when its files are gone. */
final class EmptyFolders {
    private EmptyFolders() {}

    /** Deletes a folder and those below it, except where there is a file. */
    static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem)
                        throws IOException {
                    try {
                        Files.deleteIfExists(visited);
                    } catch (DirectoryNotEmptyException e) {
                        // Somebody's file is in it.
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take away the empty folders of " + folder, e);
        }
    }
}
