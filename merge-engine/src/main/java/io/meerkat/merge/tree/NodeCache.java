package io.meerkat.merge.tree;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meerkat.model.Hash;
import java.util.Map;

/** Keeps decoded nodes in memory, up to about so many bytes, in front of a slower source. */
public final class NodeCache implements NodeSource {
    private final NodeSource source;
    private final Cache<Hash, Node> nodes;

    public NodeCache(NodeSource source, long bytesMax) {
        this.source = source;
        this.nodes = Caffeine.newBuilder()
                .maximumWeight(bytesMax)
                .weigher((Hash hash, Node node) -> node.weight())
                // What is too much goes before a caller goes on, and not some time later on another thread.
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Node node(Hash hash) {
        return nodes.get(hash, source::node);
    }

    /** Takes nodes that were just stored, so that they need not be read back. */
    public void add(Map<Hash, Node> stored) {
        nodes.putAll(stored);
    }
}
