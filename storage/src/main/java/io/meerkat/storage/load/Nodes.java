package io.meerkat.storage.load;

import io.meerkat.merge.tree.Node;
import io.meerkat.merge.tree.NodeCache;
import io.meerkat.merge.tree.UnknownNodeException;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.NodeTable;
import java.util.concurrent.ConcurrentHashMap;

/** The tree nodes of every tenant, each tenant's in a cache of its own: nothing is shared between tenants. */
public final class Nodes {
    private final NodeTable table;
    private final long bytesMax;
    private final ConcurrentHashMap<TenantId, NodeCache> caches = new ConcurrentHashMap<>();

    public Nodes(Database database, long bytesMax) {
        this.table = new NodeTable(database);
        this.bytesMax = bytesMax;
    }

    public NodeCache of(TenantId tenant) {
        return caches.computeIfAbsent(
                tenant,
                key -> new NodeCache(
                        hash -> table.find(key, hash)
                                .map(bytes -> Node.of(hash, bytes))
                                .orElseThrow(() -> new UnknownNodeException(hash)),
                        bytesMax));
    }
}
