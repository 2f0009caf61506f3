package io.meerkat.api.store;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A file or folder of a store, normalised: two locations of one file have one path. The text is what claims compare, such
 * as {@code /data/warehouse/a} or {@code s3://bucket/a}.
 */
public record StorePath(FileStore store, String text) {
    private static final char SLASH = '/';

    /** The last part. */
    public String name() {
        return text.substring(text.lastIndexOf(SLASH) + 1);
    }

    /** The folder that it lies in; none above the first part. */
    public Optional<StorePath> parent() {
        int slash = text.lastIndexOf(SLASH);
        return slash <= 0 || text.charAt(slash - 1) == SLASH
                ? Optional.empty()
                : Optional.of(new StorePath(store, text.substring(0, slash)));
    }

    /** The folders above, the nearest first. */
    public Stream<StorePath> above() {
        return Stream.iterate(parent(), Optional::isPresent, above -> above.flatMap(StorePath::parent))
                .flatMap(Optional::stream);
    }

    public StorePath resolve(String name) {
        return new StorePath(store, text + SLASH + name);
    }

    /** Whether it is the folder or lies below it. */
    public boolean isWithin(StorePath folder) {
        return store.equals(folder.store)
                && text.startsWith(folder.text)
                && (text.length() == folder.text.length() || text.charAt(folder.text.length()) == SLASH);
    }

    /** The location by which clients know it. */
    public String location() {
        return store.location(this);
    }

    public boolean exists() {
        return store.exists(this);
    }

    /** Its size, if it was there. */
    public OptionalLong delete() throws IOException {
        return store.delete(this);
    }

    @Override
    public String toString() {
        return text;
    }
}
