package io.meerkat.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Folders and files that are there whole or not at all. */
final class Folders {
    private Folders() {}

    static boolean isUsable(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder);
        } catch (IOException e) {
            return false;
        }
    }

    /** The message of some exceptions is nothing but the name of the file. */
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileAlreadyExistsException taken -> taken.getFile() + " is in the way";
            case NoSuchFileException missing -> missing.getFile() + " is missing";
            default -> String.valueOf(e.getMessage());
        };
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    static void moveUnlessThere(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            deleteTree(draft);
        }
    }

    /** Never readable for anyone else, not even while it is being written. */
    static void writePrivately(Path file, String text) throws IOException {
        var draft = Files.createTempFile(
                file.getParent(),
                ".draft-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
