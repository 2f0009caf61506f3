package io.meerkat.model;

/** What a key of the catalog tree names: a namespace, or an object (table, view, asset) in one. */
public sealed interface Identifier permits NamespacePath, ObjectName {
    TreeKey key();
}
