package io.meerkat.merge.tree;

import io.meerkat.model.Canonical;
import io.meerkat.model.CanonicalReader;
import io.meerkat.model.Domain;
import io.meerkat.model.Hash;
import io.meerkat.model.TreeKey;
import java.util.List;

/**
 * A node of the tree: rows at level 0, children above, in key order. Encoded as version 1, level, count and the items;
 * {@code docs/encodings.md} says it byte for byte. Only the one leaf of an empty tree holds nothing.
 */
public record Node(int level, List<Item> items) {
    static final Node EMPTY = new Node(0, List.of());

    private static final int VERSION = 1;
    private static final int HEADER_MAX = 12;
    private static final int ITEM_OVERHEAD = 112;

    public Node {
        items = List.copyOf(items);
    }

    /** Decodes stored bytes and makes sure that they are the node with this hash. */
    public static Node of(Hash hash, byte[] bytes) {
        if (!Domain.NODE.hash(bytes).equals(hash)) {
            throw new CorruptNodeException(hash);
        }
        return of(bytes);
    }

    static Node of(byte[] bytes) {
        var in = new CanonicalReader(bytes);
        int version = in.u8();
        if (version != VERSION) {
            throw new IllegalArgumentException("unknown version of a tree node: " + version);
        }
        int level = in.u8();
        List<Item> items = in.list(() -> level == 0 ? Row.read(in) : Child.read(in));
        in.end();
        return new Node(level, items).checked();
    }

    private Node checked() {
        if (level > 0 && items.isEmpty()) {
            throw new IllegalArgumentException("a node of level %d holds nothing".formatted(level));
        }
        for (int i = 1; i < items.size(); i++) {
            if (items.get(i - 1).key().compareTo(items.get(i).key()) >= 0) {
                throw new IllegalArgumentException(
                        "the keys of a node are not in order at " + items.get(i).key());
            }
        }
        return this;
    }

    public byte[] toBytes() {
        var out = new Canonical(size() + HEADER_MAX).u8(VERSION).u8(level);
        return out.list(items, item -> item.write(out)).toBytes();
    }

    public Hash hash() {
        return Domain.NODE.hash(toBytes());
    }

    /** How many rows are in and below it. */
    public long count() {
        return items.stream().mapToLong(Item::count).sum();
    }

    TreeKey last() {
        return items.getLast().key();
    }

    Child child(int index) {
        return (Child) items.get(index);
    }

    /** The way to where the key is, or would be. */
    Link childFor(TreeKey key) {
        return child(Math.min(firstFrom(key.bytes()), items.size() - 1)).link();
    }

    /** The index of the first item whose key is at or above the bound; the number of items where none is. */
    int firstFrom(byte[] bound) {
        int low = 0;
        int high = items.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (items.get(middle).key().compareTo(bound) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The same node, none of its children held in memory. */
    Node stored() {
        return level == 0
                ? this
                : new Node(
                        level,
                        items.stream()
                                .<Item>map(item -> ((Child) item).stored())
                                .toList());
    }

    /** About how many bytes of memory it takes. */
    int weight() {
        return size() + (items.size() + 1) * ITEM_OVERHEAD;
    }

    private int size() {
        int size = 0;
        for (Item item : items) {
            size += item.size();
        }
        return size;
    }
}
