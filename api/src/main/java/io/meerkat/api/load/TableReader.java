package io.meerkat.api.load;

/** Reads tables by the metadata files that others wrote. Used by several threads at once. */
@FunctionalInterface
public interface TableReader {
    /** @throws IllegalArgumentException if no table may be taken in from there, with the reason */
    ForeignTable read(String metadataLocation);
}
