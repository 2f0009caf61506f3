package io.meerkat.api.location;

import io.meerkat.api.store.StorePath;
import io.meerkat.merge.body.Document;
import io.meerkat.merge.body.GzipMember;
import io.meerkat.model.Hash;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metadata files of tables and views. A file is there whole or not at all, and is never written twice. */
public final class MetadataFiles {
    /** Nobody's metadata is larger; a foreign file that is would fill the memory. */
    public static final int BYTES_MAX = 256 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(MetadataFiles.class);
    private static final List<String> FOLDERS = List.of("metadata", "data");

    private final Locations locations;
    private final Unfinished unfinished;

    public MetadataFiles(Locations locations, Unfinished unfinished) {
        this.locations = locations;
        this.unfinished = unfinished;
    }

    /**
     * Writes the file of a content that is about to be committed, compressed if its name says so; then it is {@link #keep kept}, discarded or left.
     *
     * @throws NotWrittenException if it could not be written; then it is not there
     */
    public void write(String location, Document document, Hash content) {
        var file = locations.path(location);
        unfinished.begin(new UnfinishedEntry(location, Optional.of(content)));
        try {
            file.store().write(file, isZipped(location) ? GzipMember.of(List.of(document)) : document.bytes());
        } catch (IOException e) {
            discard(location);
            throw new NotWrittenException(location, e);
        }
    }

    /**
     * Reads a file that a client named, compressed or not, as its name says by Iceberg's rules.
     *
     * @throws IllegalArgumentException if it may not be read, is not there, is too large or is not what its name says
     */
    public String read(String location) {
        return read(location, BYTES_MAX);
    }

    String read(String location, int bytesMax) {
        var file = locations.file(location);
        try (var in = file.store().open(file)) {
            requireSize(location, in.size(), bytesMax);
            return text(location, isZipped(location) ? new GZIPInputStream(in.stream()) : in.stream(), bytesMax);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + location, e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(location + " is not UTF-8", e);
        } catch (ZipException | EOFException e) {
            throw new IllegalArgumentException(location + " is not compressed with gzip, as its name says", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read %s%s".formatted(location, NotWrittenException.reason(e)), e);
        }
    }

    private static boolean isZipped(String location) {
        return location.endsWith(".gz.metadata.json") || location.endsWith(".metadata.json.gz");
    }

    private static void requireSize(String location, long bytes, int bytesMax) {
        if (bytes > bytesMax) {
            throw new IllegalArgumentException("%s has more than %d bytes".formatted(location, bytesMax));
        }
    }

    private static String text(String location, InputStream in, int bytesMax) throws IOException {
        byte[] bytes = in.readNBytes(bytesMax + 1);
        requireSize(location, bytes.length, bytesMax);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Whether a file of the server's own is still where it was written; where it costs a request to ask, it is taken for so. */
    public boolean exists(String location) {
        try {
            var path = locations.lookedFor(location);
            return path.store().seemsToExist(path);
        } catch (IllegalArgumentException e) {
            // Where it was written may be used no more: as good as not there.
            return false;
        }
    }

    /**
     * Makes the folders that clients write into: some do not make them themselves.
     *
     * @throws NotWrittenException if they could not be made
     */
    public void makeFolders(String location) {
        var folder = locations.path(location);
        unfinished.begin(new UnfinishedEntry(location, Optional.empty()));
        unfinished.leave(location, Instant.now());
        try {
            for (String name : FOLDERS) {
                folder.store().makeFolder(folder.resolve(name));
            }
        } catch (IOException e) {
            throw new NotWrittenException(location, e);
        }
    }

    /** Takes away folders that were made for a table which did not come, where they are empty and not of an owner's. */
    public void removeFolders(String location, Set<String> owners) {
        var folder = locations.path(location);
        boolean owned = FOLDERS.contains(folder.name())
                && folder.parent()
                        .map(StorePath::toString)
                        .filter(owners::contains)
                        .isPresent();
        try {
            for (String name : FOLDERS) {
                folder.store().deleteFolderIfEmpty(folder.resolve(name));
            }
            if (!owned) {
                folder.store().deleteFolderIfEmpty(folder);
            }
        } catch (IOException e) {
            LOG.warn("cannot take away the folders of {}: {}", location, e.toString());
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
        try {
            locations.path(location).delete();
            unfinished.end(location);
        } catch (IOException e) {
            LOG.warn("cannot delete {}, and will try again: {}", location, e.toString());
            leave(location);
        }
    }
}
