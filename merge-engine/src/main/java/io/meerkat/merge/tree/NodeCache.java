package io.meerkat.merge.tree;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.collect.Iterables;
import io.meerkat.model.Hash;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps decoded nodes in memory, up to about so many bytes, in front of a slower source. */
public final class NodeCache implements NodeSource {
    /** Nodes have some kilobytes each. */
    private static final int TOGETHER_MAX = 256;

    private final NodeSource source;
    private final Function<Set<Hash>, Map<Hash, Node>> many;
    private final Cache<Hash, Node> nodes;

    public NodeCache(NodeSource source, long bytesMax) {
        this(source, missing -> Map.of(), bytesMax);
    }

    /** {@code many}: reads several nodes at once; one that is not stored is missing in the answer, too. */
    public NodeCache(NodeSource source, Function<Set<Hash>, Map<Hash, Node>> many, long bytesMax) {
        this.source = source;
        this.many = many;
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

    @Override
    public void announce(Collection<Hash> hashes) {
        var missing =
                hashes.stream().filter(hash -> nodes.getIfPresent(hash) == null).collect(Collectors.toSet());
        if (missing.size() > 1) {
            Iterables.partition(missing, TOGETHER_MAX).forEach(some -> nodes.putAll(many.apply(Set.copyOf(some))));
        }
    }

    /** Takes nodes that were just stored, so that they need not be read back. */
    public void add(Map<Hash, Node> stored) {
        nodes.putAll(stored);
    }
}
