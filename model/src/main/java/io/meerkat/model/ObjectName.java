package io.meerkat.model;

/** A table, view or asset by its namespace and name; the three share one name space. */
public record ObjectName(NamespacePath namespace, Name name) implements Identifier {
    public ObjectName {
        TreeKey.object(namespace.levels(), name);
    }

    @Override
    public TreeKey key() {
        return TreeKey.object(namespace.levels(), name);
    }

    @Override
    public String toString() {
        return namespace + "." + name;
    }
}
