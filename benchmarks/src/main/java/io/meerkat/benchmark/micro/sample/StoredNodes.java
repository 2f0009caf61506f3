package io.meerkat.benchmark.micro.sample;

import io.meerkat.merge.tree.Node;
import io.meerkat.merge.tree.NodeSource;
import io.meerkat.merge.tree.Tree;
import io.meerkat.merge.tree.UnknownNodeException;
import io.meerkat.model.Hash;
import java.util.HashMap;
import java.util.Map;

/** Nodes as bytes in memory: what a database does, without its time. */
public final class StoredNodes implements NodeSource {
    private final Map<Hash, byte[]> stored = new HashMap<>();

    @Override
    public Node node(Hash hash) {
        byte[] bytes = stored.get(hash);
        if (bytes == null) {
            throw new UnknownNodeException(hash);
        }
        return Node.of(hash, bytes);
    }

    public void save(Tree tree) {
        tree.unsaved().forEach((hash, node) -> stored.put(hash, node.toBytes()));
    }
}
