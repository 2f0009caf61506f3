package io.meerkat.api.location;

import io.meerkat.api.location.Unfinished.Entry;
import io.meerkat.model.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metadata files of tables and views. A file is there whole or not at all, and is never written twice. */
public final class MetadataFiles {
    /** Nobody's metadata is larger; a foreign file that is would fill the memory. */
    public static final long BYTES_MAX = 256L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(MetadataFiles.class);
    private static final String HALF = ".tmp";
    private static final List<String> FOLDERS = List.of("metadata", "data");

    private final Locations locations;
    private final Unfinished unfinished;

    public MetadataFiles(Locations locations, Unfinished unfinished) {
        this.locations = locations;
        this.unfinished = unfinished;
    }

    /** The next file of an object: {@code <folder>/00012-<uuid>.metadata.json}. */
    public static String next(String folder, int version) {
        return "%s/%05d-%s.metadata.json".formatted(folder, version, UUID.randomUUID());
    }

    /** Writes the file of a content that is about to be committed; then it is {@link #keep kept}, discarded or left. */
    public void write(String location, String text, Hash content) {
        var file = locations.path(location);
        unfinished.begin(new Entry(location, Optional.of(content)));
        var half = file.resolveSibling(file.getFileName() + HALF);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(half, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(location);
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
        unfinished.begin(new Entry(location, Optional.empty()));
        unfinished.leave(location, Instant.now());
        try {
            for (String name : FOLDERS) {
                Files.createDirectories(folder.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folders of " + location + ": " + e.getMessage(), e);
        }
    }

    /** Takes away folders that were made for a table which did not come, where they are empty and not of an owner's. */
    public void removeFolders(String location, Set<String> owners) {
        var folder = locations.path(location);
        boolean owned = FOLDERS.contains(folder.getFileName().toString())
                && owners.contains(String.valueOf(folder.getParent()));
        try {
            for (String name : FOLDERS) {
                deleteIfEmpty(folder.resolve(name));
            }
            if (!owned) {
                deleteIfEmpty(folder);
            }
        } catch (IOException e) {
            LOG.warn("cannot take away the folders of {}: {}", location, e.toString());
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            if (Files.isDirectory(folder)) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            // Somebody's file is in it.
        }
    }

    /** For a file whose content was committed. */
    public void keep(String location) {
        unfinished.end(location);
    }

    /** For a file of which it is not known whether its content was committed. */
    public void leave(String location) {
        unfinished.leave(location, Instant.now());
    }

    /** For a file whose commit was lost; nobody ever heard of it. What cannot be deleted is left to the sweep. */
    public void discard(String location) {
        var file = locations.path(location);
        try {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + HALF));
            Files.deleteIfExists(file);
            unfinished.end(location);
        } catch (IOException e) {
            LOG.warn("cannot delete {}, and will try again: {}", location, e.toString());
            leave(location);
        }
    }
}
