package io.meerkat.storage.load;

import io.meerkat.merge.tree.Tree;
import io.meerkat.merge.tree.UnknownNodeException;
import io.meerkat.model.Hash;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.EntryTable;

/**
 * The tree of any commit. Nodes are kept for the last commit of each batch; a commit within a batch is rebuilt from the
 * batch before it and the entries since, and must then have the root that it recorded.
 */
public final class Trees {
    private final Database database;
    private final Nodes nodes;
    private final EntryTable entries;

    public Trees(Database database, Nodes nodes) {
        this.database = database;
        this.nodes = nodes;
        this.entries = new EntryTable(database);
    }

    public Tree at(ResolvedRef ref) {
        var source = nodes.of(ref.catalog().tenant());
        try {
            source.node(ref.root());
            return Tree.at(ref.root(), source);
        } catch (UnknownNodeException e) {
            return rebuilt(ref);
        }
    }

    private Tree rebuilt(ResolvedRef ref) {
        var stored = storedBefore(ref);
        var source = nodes.of(ref.catalog().tenant());
        var base = stored.generation() < 0 ? Tree.empty(source) : Tree.at(stored.root(), source);
        var tree = base.apply(entries.changed(ref.branch(), stored.generation(), ref.generation()));
        if (!tree.root().equals(ref.root())) {
            throw new IllegalStateException(
                    "commit %s has the root %s, its entries give %s".formatted(ref.commit(), ref.root(), tree.root()));
        }
        return tree;
    }

    private record Stored(long generation, Hash root) {}

    private Stored storedBefore(ResolvedRef ref) {
        return database.query(
                        """
                        select generation, root from heads
                        where stream = ? || '/branch/' || ? and generation < ?
                        order by after_seq desc limit 1
                        """, ref.catalog().tenant().toString(), ref.branch().toString(), ref.generation())
                .fetchOptional(row ->
                        new Stored(row.get("generation", Long.class), Hash.of(row.get("root", byte[].class))))
                .orElse(new Stored(-1, Hash.ZERO));
    }
}
