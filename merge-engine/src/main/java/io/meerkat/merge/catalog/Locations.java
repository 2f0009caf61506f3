package io.meerkat.merge.catalog;

/** Gives a table's location in the form in which locations are compared: equal folders, equal paths. */
@FunctionalInterface
public interface Locations {
    String path(String location);
}
