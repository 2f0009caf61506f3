package io.meerkat.merge.catalog;

/** What a person decided about one item of an object. */
public sealed interface ItemAnswer {
    record Take(Side side) implements ItemAnswer {}

    /** Text, or JSON where the item is JSON. */
    record Supplied(String value) implements ItemAnswer {}
}
