package io.meerkat.storage.commit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meerkat.merge.graph.CommitGraph;
import io.meerkat.merge.graph.CommitNode;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The graphs of catalogs, of which commits that were read once stay in memory as far as that goes: they never change. Merging
 * again into a branch reads what is new on it.
 */
public final class CommitGraphs {
    private static final int NODES_MAX = 100_000;

    private final Database database;
    private final Cache<Key, CommitNode> nodes =
            Caffeine.newBuilder().maximumSize(NODES_MAX).build();

    public CommitGraphs(Database database) {
        this.database = database;
    }

    private record Key(TenantId tenant, CatalogId catalog, CommitId commit) {}

    public CommitGraph of(TenantId tenant, CatalogId catalog) {
        return new Remembering(tenant, catalog);
    }

    private final class Remembering implements CommitGraph {
        private final TenantId tenant;
        private final CatalogId catalog;
        private final StoredGraph stored;

        private Remembering(TenantId tenant, CatalogId catalog) {
            this.tenant = tenant;
            this.catalog = catalog;
            this.stored = new StoredGraph(database, tenant, catalog);
        }

        @Override
        public Map<CommitId, CommitNode> commits(Set<CommitId> from, long downTo) {
            return walk(from, downTo, CommitNode::parents, stored::commits);
        }

        @Override
        public Map<CommitId, CommitNode> leaps(Set<CommitId> from, long downTo) {
            return walk(from, downTo, Remembering::leap, stored::leaps);
        }

        @Override
        public CommitNode on(CommitId stretch, long generation) {
            return remember(stored.on(stretch, generation));
        }

        @Override
        public Optional<CommitId> fork(CommitId ours, CommitId theirs) {
            return stored.fork(ours, theirs);
        }

        private static List<CommitId> leap(CommitNode node) {
            if (!node.isLowest()) {
                return List.of(node.stretch());
            }
            var merged = node.linked(Edge.Type.MERGED);
            if (merged.isEmpty()) {
                return node.parents();
            }
            var links = new ArrayList<>(node.parents());
            links.addAll(merged);
            return links;
        }

        /** As far as it is remembered in memory, and from there on in the database. */
        private Map<CommitId, CommitNode> walk(
                Set<CommitId> from,
                long downTo,
                Function<CommitNode, List<CommitId>> links,
                BiFunction<Set<CommitId>, Long, Map<CommitId, CommitNode>> read) {
            var found = new HashMap<CommitId, CommitNode>();
            var unknown = new HashSet<CommitId>();
            var next = new ArrayDeque<>(from);
            while (!next.isEmpty()) {
                var id = next.remove();
                var node = nodes.getIfPresent(new Key(tenant, catalog, id));
                if (node == null) {
                    unknown.add(id);
                } else if (found.put(id, node) == null && node.generation() >= downTo) {
                    next.addAll(links.apply(node));
                }
            }
            if (!unknown.isEmpty()) {
                read.apply(unknown, downTo).values().forEach(node -> found.put(node.id(), remember(node)));
            }
            return found;
        }

        private CommitNode remember(CommitNode node) {
            nodes.put(new Key(tenant, catalog, node.id()), node);
            return node;
        }
    }
}
