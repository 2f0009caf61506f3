package io.meerkat.storage.commit;

import io.meerkat.merge.graph.CommitGraph;
import io.meerkat.merge.graph.CommitNode;
import io.meerkat.merge.graph.UnknownCommitException;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;

/** The commits of a catalog as a graph. A stretch lies on one line, so that a walk along first parents is a scan of it. */
public final class StoredGraph implements CommitGraph {
    private static final String BY_ID = "select * from commits where tenant = ? and catalog = ? and id = any (?)";

    private final Database database;
    private final TenantId tenant;
    private final CatalogId catalog;

    public StoredGraph(Database database, TenantId tenant, CatalogId catalog) {
        this.database = database;
        this.tenant = tenant;
        this.catalog = catalog;
    }

    /** A node, and the line that its commit is of. */
    private record Found(CommitNode node, LineId line) {}

    @Override
    public Map<CommitId, CommitNode> commits(Set<CommitId> from, long downTo) {
        var nodes = new HashMap<CommitId, CommitNode>();
        var wanted = from;
        while (!wanted.isEmpty()) {
            var found = byId(wanted);
            found.forEach(each -> nodes.put(each.node().id(), each.node()));
            var links = new HashSet<CommitId>();
            for (Found each : below(found, downTo)) {
                nodes.put(each.node().id(), each.node());
                if (each.node().generation() >= downTo) {
                    links.addAll(each.node().parents());
                }
            }
            links.removeAll(nodes.keySet());
            wanted = links;
        }
        return nodes;
    }

    private List<Found> byId(Set<CommitId> ids) {
        var found = database.query(BY_ID, tenant.value(), catalog.value(), bytes(ids))
                .fetch(StoredGraph::found);
        requireAll(ids, found.stream().map(each -> each.node().id()).collect(Collectors.toSet()));
        return found;
    }

    /** What is below each on its own line, and these themselves. */
    private List<Found> below(List<Found> from, long downTo) {
        var far =
                from.stream().filter(each -> each.node().generation() >= downTo).toList();
        if (far.isEmpty()) {
            return List.of();
        }
        return database.query(
                        """
                        select c.* from unnest(?, ?) as w(line, generation)
                        join commits c on c.line = w.line and c.generation <= w.generation and c.generation >= ?
                        """,
                        Columns.uuids(far, each -> each.line().value()),
                        Columns.longs(far, each -> each.node().generation()),
                        downTo)
                .fetch(StoredGraph::found);
    }

    @Override
    public Map<CommitId, CommitNode> leaps(Set<CommitId> from, long downTo) {
        var nodes = new HashMap<CommitId, CommitNode>();
        database.query(
                        """
                        with recursive f as (
                            select id, stretch, generation, parents, merged from commits
                            where tenant = ? and catalog = ? and id = any (?)
                            union
                            select c.id, c.stretch, c.generation, c.parents, c.merged
                            from f
                            cross join lateral unnest(case when f.stretch = f.id then f.parents || f.merged
                                                           else array[f.stretch] end) as link(id)
                            join commits c on c.tenant = ? and c.catalog = ? and c.id = link.id
                            where f.generation >= ?
                        )
                        select c.* from (select distinct id from f) f
                        join commits c on c.tenant = ? and c.catalog = ? and c.id = f.id
                        """,
                        tenant.value(),
                        catalog.value(),
                        bytes(from),
                        tenant.value(),
                        catalog.value(),
                        downTo,
                        tenant.value(),
                        catalog.value())
                .fetch(StoredGraph::found)
                .forEach(each -> nodes.put(each.node().id(), each.node()));
        requireAll(from, nodes.keySet());
        return nodes;
    }

    @Override
    public CommitNode on(CommitId stretch, long generation) {
        return database.query(
                        """
                        select c.* from commits s
                        join commits c on c.line = s.line and c.generation = ?
                        where s.tenant = ? and s.catalog = ? and s.id = ?
                        """,
                        generation,
                        tenant.value(),
                        catalog.value(),
                        stretch.hash().bytes())
                .fetchOptional(row -> found(row).node())
                .orElseThrow(() -> new UnknownCommitException(stretch));
    }

    /** By the lines alone: nothing of the stretch was brought to any line, and ours has not grown from it. */
    @Override
    public Optional<CommitId> fork(CommitId ours, CommitId theirs) {
        return database.query(
                        """
                        select p.id
                        from (select ?::uuid as tenant, ?::uuid as catalog) k
                        cross join lateral (select line, generation from commits c
                                            where c.tenant = k.tenant and c.catalog = k.catalog and c.id = ? limit 1) o
                        cross join lateral (select line, stretch from commits c
                                            where c.tenant = k.tenant and c.catalog = k.catalog and c.id = ? limit 1) t
                        cross join lateral (select generation, parents from commits c
                                            where c.tenant = k.tenant and c.catalog = k.catalog and c.id = t.stretch
                                              and cardinality(c.parents) = 1 and cardinality(c.merged) = 0 limit 1) low
                        cross join lateral (select id, line, generation from commits c
                                            where c.tenant = k.tenant and c.catalog = k.catalog and c.id = low.parents[1]
                                            limit 1) p
                        where (select own.brought_from < low.generation from lines own
                               where own.line = t.line and own.depth = 0)
                          and (select count(*) from lines below
                               where below.line = o.line and below.ancestor = p.line and below.up_to >= p.generation
                                 and (below.depth > 0 or o.generation >= p.generation)) > 0
                          and (select count(*) from lines grown
                               where grown.line = o.line and grown.ancestor = t.line
                                 and grown.up_to >= low.generation) = 0
                        """,
                        tenant.value(),
                        catalog.value(),
                        ours.hash().bytes(),
                        theirs.hash().bytes())
                .fetchOptional(row -> new CommitId(Hash.of(row.get("id", byte[].class))));
    }

    private static void requireAll(Set<CommitId> wanted, Set<CommitId> found) {
        for (CommitId id : wanted) {
            if (!found.contains(id)) {
                throw new UnknownCommitException(id);
            }
        }
    }

    private static Field<?> bytes(Set<CommitId> ids) {
        return Columns.bytes(ids, id -> id.hash().bytes());
    }

    private static Found found(Record row) {
        var recorded = CommitTable.commit(row);
        var commit = recorded.commit();
        return new Found(
                new CommitNode(
                        recorded.id(),
                        commit.generation(),
                        commit.parents(),
                        commit.edges(),
                        commit.time(),
                        commit.changes(),
                        new CommitId(Hash.of(row.get("stretch", byte[].class)))),
                new LineId(row.get("line", UUID.class)));
    }
}
