package io.meerkat.merge.catalog;

/** A part of an object that both sides changed: the kind of trouble, and where in the object, such as a property's key. */
public record Item(String code, String path) {
    @Override
    public String toString() {
        return code + " of " + path;
    }
}
