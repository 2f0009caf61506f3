package io.meerkat.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What can be told of a data folder before anything is made or started in it. */
public final class DataFolder {
    private DataFolder() {}

    /** Refuses a folder that cannot be made, or not be written, and says why. */
    public static void requireUsable(Path folder) {
        var there = nearestThere(folder.toAbsolutePath().normalize());
        if (!Files.isDirectory(there)) {
            throw refusal(folder, there + " is a file");
        }
        if (!Files.isWritable(there) || !Files.isExecutable(there)) {
            throw refusal(
                    folder,
                    "%s may not write to %s, which %s"
                            .formatted(System.getProperty("user.name"), there, ownership(there)));
        }
    }

    /** Refuses a folder that another Meerkat uses, and names its process. */
    public static void requireFree(Path folder) {
        try {
            if (Files.isDirectory(folder) && FolderLock.isIn(folder)) {
                FolderLock.take(folder.toRealPath()).close();
            }
        } catch (IOException e) {
            throw refusal(folder, Folders.reason(e));
        }
    }

    /** Refuses a folder that no database was ever made in. */
    public static void requireDatabase(Path folder) {
        var cluster = folder.resolve("postgres");
        if (Files.exists(cluster)) {
            requireUsable(cluster);
        }
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            throw new DatabaseStartException(
                    "There is no Meerkat database in the folder %s. Name the one that was served from with --data."
                            .formatted(folder.toAbsolutePath().normalize()));
        }
    }

    private static Path nearestThere(Path folder) {
        var there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static String ownership(Path folder) {
        try {
            return "belongs to %s and has the permissions %s"
                    .formatted(
                            Files.getOwner(folder).getName(),
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        } catch (IOException e) {
            return "does not say whose it is: " + Folders.reason(e);
        }
    }

    private static DatabaseStartException refusal(Path folder, String reason) {
        return new DatabaseStartException("Meerkat cannot keep its data in %s: %s. Choose another folder with --data."
                .formatted(folder.toAbsolutePath().normalize(), reason));
    }
}
