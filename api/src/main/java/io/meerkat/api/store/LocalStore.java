package io.meerkat.api.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.io.InputFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of this machine: {@code file:} locations, and plain paths. A path is absolute, without {@code .}, {@code ..}, a
 * trailing slash or symbolic links.
 */
public final class LocalStore implements FileStore {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStore.class);
    private static final String SCHEME = "file:";
    private static final String HALF = ".tmp";

    /** File systems hold no longer ones. */
    private static final int PART_BYTES_MAX = 255;

    /** The path of a folder that the operator names. */
    public StorePath of(Path folder) {
        return new StorePath(this, real(folder).toString());
    }

    private static Path at(StorePath path) {
        return Path.of(path.text());
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public boolean owns(String location) {
        return location.startsWith(SCHEME) || location.startsWith("/");
    }

    @Override
    public StorePath path(String location) {
        return of(parse(location));
    }

    @Override
    public StorePath unresolved(String location) {
        return new StorePath(this, parse(location).toString());
    }

    @Override
    public String location(StorePath path) {
        return SCHEME + "//" + path.text();
    }

    private static Path parse(String location) {
        String path = location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : location;
        if (path.startsWith("//")) {
            path = path.substring(2);
        }
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not an absolute location: " + location);
        }
        return Path.of(path).normalize();
    }

    /** Resolves symbolic links as far as the path exists. */
    private static Path real(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        var existing = existing(absolute);
        try {
            return existing.toRealPath().resolve(existing.relativize(absolute));
        } catch (IOException e) {
            throw new IllegalArgumentException("the location %s leads nowhere".formatted(path), e);
        }
    }

    /** The path, or the nearest above it that exists, be it a link without an end. */
    private static Path existing(Path absolute) {
        var path = absolute;
        while (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            path = Objects.requireNonNull(path.getParent(), "the root of the file system does not exist");
        }
        return path;
    }

    @Override
    public void requireFolder(StorePath path, String location) {
        at(path).forEach(part -> requirePart(part.toString()));
        if (!Files.isDirectory(existing(at(path)))) {
            throw new IllegalArgumentException("there is a file in the way of the folder " + location);
        }
    }

    private static void requirePart(String part) {
        int bytes = part.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > PART_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a part of a location has at most %d bytes, not %d".formatted(PART_BYTES_MAX, bytes));
        }
    }

    @Override
    public void write(StorePath file, byte[] content) throws IOException {
        var path = at(file);
        var half = half(path);
        Files.createDirectories(path.getParent());
        Files.write(half, content, StandardOpenOption.CREATE_NEW);
        Files.move(half, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path half(Path file) {
        return file.resolveSibling(file.getFileName() + HALF);
    }

    @Override
    public Content open(StorePath file) throws IOException {
        // A pipe, say, would keep its reader waiting.
        if (Files.exists(at(file)) && !Files.isRegularFile(at(file))) {
            throw new FileSystemException(file.text(), null, "it is no regular file");
        }
        InputStream stream = Files.newInputStream(at(file));
        return new Content(stream, Files.size(at(file)));
    }

    @Override
    public InputFile input(StorePath file) {
        return org.apache.iceberg.Files.localInput(at(file).toFile());
    }

    @Override
    public boolean exists(StorePath path) {
        return !Files.notExists(at(path));
    }

    @Override
    public boolean seemsToExist(StorePath path) {
        return Files.exists(at(path));
    }

    @Override
    public boolean hasFolder(StorePath folder) {
        return Files.isDirectory(at(folder));
    }

    @Override
    public Optional<StorePath> linkTarget(StorePath file) {
        if (!Files.isSymbolicLink(at(file))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StorePath(this, at(file).toRealPath().toString()));
        } catch (NoSuchFileException e) {
            // It leads nowhere.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look where a link leads: " + file, e);
        }
    }

    @Override
    public OptionalLong delete(StorePath file) throws IOException {
        var path = at(file);
        Files.deleteIfExists(half(path));
        try {
            long size = Files.size(path);
            Files.delete(path);
            // Hadoop's local file system leaves a checksum beside every file.
            Files.deleteIfExists(path.resolveSibling("." + path.getFileName() + ".crc"));
            return OptionalLong.of(size);
        } catch (NoSuchFileException e) {
            // Deleted by an earlier try, or by a client.
            return OptionalLong.empty();
        }
    }

    @Override
    public void makeFolder(StorePath folder) throws IOException {
        Files.createDirectories(at(folder));
    }

    @Override
    public void deleteFolderIfEmpty(StorePath folder) throws IOException {
        try {
            if (Files.isDirectory(at(folder))) {
                Files.deleteIfExists(at(folder));
            }
        } catch (DirectoryNotEmptyException e) {
            // Somebody's file is in it.
        }
    }

    @Override
    public void deleteEmptyFolders(StorePath folder, Runnable allowed) {
        if (!hasFolder(folder)) {
            return;
        }
        try {
            Files.walkFileTree(at(folder), new EmptyFolders(allowed));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take away the empty folders of " + folder, e);
        }
    }

    private static final class EmptyFolders extends SimpleFileVisitor<Path> {
        private final Runnable allowed;

        EmptyFolders(Runnable allowed) {
            this.allowed = allowed;
        }

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
    }
}
