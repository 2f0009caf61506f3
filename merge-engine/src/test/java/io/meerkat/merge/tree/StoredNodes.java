package io.meerkat.merge.tree;

import io.meerkat.model.Hash;
import java.util.HashMap;
import java.util.Map;

/** Keeps nodes as bytes, like a database would, and counts what is read and written. */
public final class StoredNodes implements NodeSource {
    private final Map<Hash, byte[]> stored = new HashMap<>();
    private int reads;
    private int writes;

    @Override
    public Node node(Hash hash) {
        reads++;
        byte[] bytes = stored.get(hash);
        if (bytes == null) {
            throw new UnknownNodeException(hash);
        }
        return Node.of(hash, bytes);
    }

    /** Stores what is new in the tree and gives the tree as it is read from here. */
    public Tree save(Tree tree) {
        tree.unsaved().forEach((hash, node) -> {
            writes++;
            stored.put(hash, node.toBytes());
        });
        return tree.saved();
    }

    void replace(Hash hash, byte[] bytes) {
        stored.put(hash, bytes);
    }

    public int reads() {
        return reads;
    }

    int writes() {
        return writes;
    }

    public void resetCounts() {
        reads = 0;
        writes = 0;
    }
}
