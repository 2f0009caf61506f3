package io.meerkat.api.location;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The metadata files of tables and views. A file is there whole or not at all, and is never written twice. */
public final class MetadataFiles {
    /** Nobody's metadata is larger; a foreign file that is would fill the memory. */
    public static final long BYTES_MAX = 256L << 20;

    private final Locations locations;

    public MetadataFiles(Locations locations) {
        this.locations = locations;
    }

    /** The next file of an object: {@code <folder>/00012-<uuid>.metadata.json}. */
    public static String next(String folder, int version) {
        return "%s/%05d-%s.metadata.json".formatted(folder, version, UUID.randomUUID());
    }

    public void write(String location, String text) {
        var file = locations.path(location);
        var half = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(half, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteQuietly(half);
            throw new UncheckedIOException("cannot write " + location + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a file that a client named.
     *
     * @throws IllegalArgumentException if it may not be read, is not there or is too large
     */
    public String read(String location) {
        var file = locations.path(location);
        try {
            long size = Files.size(file);
            if (size > BYTES_MAX) {
                throw new IllegalArgumentException(
                        "%s has %d bytes, more than %d".formatted(location, size, BYTES_MAX));
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + location, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read %s: %s".formatted(location, e.getMessage()), e);
        }
    }

    /** Whether a file of the server's own is still where it was written; costs no read. */
    public boolean exists(String location) {
        return Files.exists(locations.path(location));
    }

    /** Makes the folders that clients write into: some do not make them themselves. */
    public void makeFolders(String location) {
        var folder = locations.path(location);
        try {
            Files.createDirectories(folder.resolve("metadata"));
            Files.createDirectories(folder.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folders of " + location + ": " + e.getMessage(), e);
        }
    }

    /** For a file whose commit was lost; nobody ever heard of it. */
    public void discard(String location) {
        deleteQuietly(locations.path(location));
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is garbage without a name; what is left behind is found by the sweep for orphans.
        }
    }
}
