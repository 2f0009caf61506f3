package io.meerkat.storage.load;

import io.meerkat.merge.tree.NodeCache;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.CheckpointTable;
import io.meerkat.storage.commit.EntryTable;
import io.meerkat.storage.event.Head.BranchHead;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tree of any commit. Nodes are stored at checkpoints only; between them a tree is the one before and the entries
 * since, and must then have the root that its commit recorded. What was looked at last stays in memory.
 */
public final class Trees {
    private static final Logger LOG = LoggerFactory.getLogger(Trees.class);

    /** Edits after which the nodes of a tree are stored: what anybody else must apply again, to have it. */
    private static final int CHECKPOINT_EDITS = 256;

    private final Nodes nodes;
    private final CheckpointTable checkpoints;
    private final EntryTable entries;

    public Trees(Database database, Nodes nodes) {
        this.nodes = nodes;
        this.checkpoints = new CheckpointTable(database);
        this.entries = new EntryTable(database);
    }

    /** Whether enough was edited for the nodes of this tree to be stored. */
    public static boolean isDue(Tree tree) {
        return tree.unsavedEdits() >= CHECKPOINT_EDITS;
    }

    public Tree at(ResolvedRef ref) {
        return at(ref.catalog().tenant(), ref.line(), ref.generation(), ref.root());
    }

    public Tree at(TenantId tenant, BranchHead head) {
        return at(tenant, head.line(), head.at().generation(), head.at().root());
    }

    /** @param root what the commit of this generation recorded */
    public Tree at(TenantId tenant, LineId line, long generation, Hash root) {
        var recent = nodes.recent(line);
        return recent.with(root).orElseGet(() -> {
            var stored = stored(tenant, line, generation);
            var tree = recent.upTo(generation)
                    .filter(base -> base.generation() > stored.generation())
                    .flatMap(base -> grown(line, base, generation, root))
                    .or(() -> grown(line, stored, generation, root))
                    .orElseThrow(() -> new IllegalStateException(
                            "generation %d of the line %s recorded the root %s, its entries give another"
                                    .formatted(generation, line, root)));
            nodes.keep(line, new Grown(generation, tree));
            return tree;
        });
    }

    /** Takes the tree that a commit made, after the transaction that stored it. */
    public void committed(LineId line, long generation, Tree tree) {
        nodes.keep(line, new Grown(generation, tree));
    }

    /**
     * Stores the nodes of a tree that a commit made, if it is time to, so that no commit waits until they are stored. If that
     * fails, it is still time at the next commit.
     */
    public void checkpoint(TenantId tenant, LineId line, long generation, Tree tree) {
        if (!isDue(tree)) {
            return;
        }
        try {
            checkpoints.addOfCommit(tenant, line, generation, tree);
        } catch (RuntimeException e) {
            LOG.warn("generation {} of the line {} gets no checkpoint", generation, line, e);
            return;
        }
        nodes.of(tenant).add(tree.unsaved());
        nodes.keep(line, new Grown(generation, tree.saved()));
    }

    /** The nodes of a tenant, for a tree that is none of a commit's yet. */
    public NodeCache nodes(TenantId tenant) {
        return nodes.of(tenant);
    }

    private Grown stored(TenantId tenant, LineId line, long generation) {
        var source = nodes.of(tenant);
        return checkpoints
                .lastUpTo(line, generation)
                .map(at -> new Grown(at.generation(), Tree.at(at.root(), source)))
                .orElseGet(() -> new Grown(-1, Tree.empty(source)));
    }

    /** Empty where this does not lead to the root: the database lost commits that this server had seen. */
    private Optional<Tree> grown(LineId line, Grown base, long generation, Hash root) {
        var tree = base.tree();
        if (base.generation() < generation) {
            var changed = entries.changed(line, base.generation(), generation);
            tree.announce(changed.keySet());
            tree = tree.apply(changed);
        }
        return Optional.of(tree).filter(grown -> grown.root().equals(root));
    }
}
