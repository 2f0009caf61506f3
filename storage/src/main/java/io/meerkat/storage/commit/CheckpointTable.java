package io.meerkat.storage.commit;

import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import java.util.LinkedHashMap;
import java.util.Optional;

/** The commits of a line whose trees have all their nodes stored. Derived from the events. */
public final class CheckpointTable {
    private final Database database;
    private final NodeTable nodes;

    public CheckpointTable(Database database) {
        this.database = database;
        this.nodes = new NodeTable(database);
    }

    public record Checkpoint(long generation, Hash root) {}

    /** With all nodes. For a rebuild, which adds them all again. */
    public void removeAll(TenantId tenant) {
        nodes.removeAll(tenant);
        database.execute("delete from checkpoints where tenant = ?", tenant.value());
    }

    /**
     * Stores what is not stored yet of the tree that a commit made, in a transaction of its own. Nothing, if the database
     * has lost the commit since; another server may have stored it as well.
     */
    public void addOfCommit(TenantId tenant, LineId line, long generation, Tree tree) {
        var root = tree.root().bytes();
        database.transact(() -> {
            addNodes(tenant, tree);
            return database.execute("""
                            insert into checkpoints
                            select tenant, line, generation, root from commits
                            where tenant = ? and line = ? and generation = ? and root = ?
                            on conflict do nothing
                            """, tenant.value(), line.value(), generation, root);
        });
    }

    /** Stores what is not stored yet of the tree of this generation, whose commit is stored with it. */
    public void add(TenantId tenant, LineId line, long generation, Tree tree) {
        addNodes(tenant, tree);
        database.executeLater(
                "insert into checkpoints values (?, ?, ?, ?)",
                tenant.value(),
                line.value(),
                generation,
                tree.root().bytes());
    }

    private void addNodes(TenantId tenant, Tree tree) {
        var unsaved = new LinkedHashMap<Hash, byte[]>();
        tree.unsaved().forEach((hash, node) -> unsaved.put(hash, node.toBytes()));
        if (!unsaved.isEmpty()) {
            nodes.add(tenant, unsaved);
        }
    }

    /** The last one at a generation or before it, of the line or of what it grew from. */
    public Optional<Checkpoint> lastUpTo(LineId line, long generation) {
        return database.query("""
                        select c.generation, c.root
                        from lines l
                        cross join lateral (
                            select generation, root from checkpoints
                            where line = l.ancestor and generation <= least(l.up_to, ?)
                            order by generation desc limit 1) c
                        where l.line = ?
                        order by l.depth limit 1
                        """, generation, line.value())
                .fetchOptional(row ->
                        new Checkpoint(row.get("generation", Long.class), Hash.of(row.get("root", byte[].class))));
    }
}
