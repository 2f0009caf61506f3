package io.meerkat.storage.load;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meerkat.merge.tree.Node;
import io.meerkat.merge.tree.NodeCache;
import io.meerkat.merge.tree.UnknownNodeException;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.NodeTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tree nodes that are in memory: the stored ones of every tenant, each tenant's in a cache of its own, so that nothing
 * is shared between tenants; and those that hang on the trees of branches that were looked at last.
 */
public final class Nodes {
    /** What an edit may hold in memory: the leaf that it changed. */
    private static final int EDIT_BYTES = 24 << 10;

    private static final int TREE_BYTES = 1 << 10;

    private final NodeTable table;
    private final long bytesMax;
    private final ConcurrentHashMap<TenantId, NodeCache> caches = new ConcurrentHashMap<>();
    private final Cache<LineId, Recent> lines;

    /** Half of the bytes are for stored nodes, half for those that are not. */
    public Nodes(Database database, long bytesMax) {
        this.table = new NodeTable(database);
        this.bytesMax = bytesMax / 2;
        this.lines = Caffeine.newBuilder()
                .maximumWeight(bytesMax / 2)
                .weigher((LineId line, Recent recent) -> TREE_BYTES + EDIT_BYTES * recent.unsavedEdits())
                .build();
    }

    public NodeCache of(TenantId tenant) {
        return caches.computeIfAbsent(
                tenant,
                key -> new NodeCache(
                        hash -> table.find(key, hash)
                                .map(bytes -> Node.of(hash, bytes))
                                .orElseThrow(() -> new UnknownNodeException(hash)),
                        hashes -> read(key, hashes),
                        bytesMax));
    }

    Recent recent(LineId line) {
        return Optional.ofNullable(lines.getIfPresent(line)).orElse(Recent.NONE);
    }

    void keep(LineId line, Grown tree) {
        lines.asMap().compute(line, (key, recent) -> (recent == null ? Recent.NONE : recent).and(tree));
    }

    private Map<Hash, Node> read(TenantId tenant, Set<Hash> hashes) {
        var read = new HashMap<Hash, Node>();
        table.find(tenant, hashes).forEach((hash, bytes) -> read.put(hash, Node.of(hash, bytes)));
        return read;
    }
}
