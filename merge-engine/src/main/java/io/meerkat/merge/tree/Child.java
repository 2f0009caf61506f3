package io.meerkat.merge.tree;

import io.meerkat.model.Canonical;
import io.meerkat.model.CanonicalReader;
import io.meerkat.model.Hash;
import io.meerkat.model.TreeKey;

/** A node as the one above it knows it: the last key in and below it, the way to it, and how many rows it stands for. */
record Child(TreeKey key, Link link, long count) implements Item {
    static Child of(Node node) {
        return new Child(node.last(), Link.to(node), node.count());
    }

    static Child read(CanonicalReader in) {
        return new Child(TreeKey.of(in.bytes()), Link.stored(in.hash()), in.varint());
    }

    /** The same child, found in the store and no longer held in memory. */
    Child stored() {
        return new Child(key, Link.stored(link.hash()), count);
    }

    @Override
    public int size() {
        return Item.varintSize(key.length()) + key.length() + Hash.LENGTH + Item.varintSize(count);
    }

    @Override
    public void write(Canonical out) {
        out.bytes(key.bytes()).hash(link.hash()).varint(count);
    }
}
