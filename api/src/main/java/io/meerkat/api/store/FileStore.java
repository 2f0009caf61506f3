package io.meerkat.api.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.io.InputFile;

/**
 * A place for files. What cannot be looked at is an exception and never an answer: a file counts as gone only where its
 * store says so.
 */
public interface FileStore extends AutoCloseable {
    /** What its locations begin with, such as {@code file:}. */
    String scheme();

    /** Whether a location begins like those of this store. */
    boolean owns(String location);

    /**
     * The path of a location, whatever links lead there.
     *
     * @throws IllegalArgumentException if it is none
     */
    StorePath path(String location);

    /** As above, but links are not followed: costs no look at the store. */
    StorePath unresolved(String location);

    String location(StorePath path);

    /** @throws IllegalArgumentException if there can be no such folder, or not there; {@code location} is how it was named */
    void requireFolder(StorePath path, String location);

    /** Makes the file, with the folders above it; it is there whole or, if this fails, perhaps. */
    void write(StorePath file, byte[] content) throws IOException;

    /** @throws java.nio.file.NoSuchFileException if it is not there */
    Content open(StorePath file) throws IOException;

    /** The bytes of a file, and how many they are. */
    record Content(InputStream stream, long size) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** Iceberg's way to read it. */
    InputFile input(StorePath file);

    boolean exists(StorePath path);

    /** As above where that costs next to nothing, otherwise true: for what is asked at every load. */
    boolean seemsToExist(StorePath path);

    /** Whether a folder is there, or need not be for files to be in it. */
    boolean hasFolder(StorePath folder);

    /** Where a file really is, if it is a link that leads somewhere. */
    Optional<StorePath> linkTarget(StorePath file);

    /** Its size, if it was there. */
    OptionalLong delete(StorePath file) throws IOException;

    /** Makes a folder for clients that do not make theirs. */
    void makeFolder(StorePath folder) throws IOException;

    /** Where there are folders: deletes this one, unless something is in it. */
    void deleteFolderIfEmpty(StorePath folder) throws IOException;

    /** As above with all folders below; {@code allowed} is asked before each. */
    void deleteEmptyFolders(StorePath folder, Runnable allowed);

    /** What clients have to know to find it, beside their credentials. */
    default Map<String, String> clientSettings() {
        return Map.of();
    }

    @Override
    default void close() {}
}
