package io.meerkat.api.merge;

import io.meerkat.merge.graph.UnknownCommitException;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.RecordedCommit;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The commits of a catalog and their trees, as one piece of work reads them. */
final class CommitTrees {
    private final CatalogRow catalog;
    private final CommitTable commits;
    private final Trees trees;
    private final Map<CommitId, RecordedCommit> known = new HashMap<>();

    CommitTrees(CatalogRow catalog, CommitTable commits, Trees trees) {
        this.catalog = catalog;
        this.commits = commits;
        this.trees = trees;
    }

    RecordedCommit commit(CommitId id) {
        var recorded = known.get(id);
        if (recorded == null) {
            recorded = commits.find(catalog.tenant(), catalog.catalog(), id)
                    .orElseThrow(() -> new UnknownCommitException(id));
            known.put(id, recorded);
        }
        return recorded;
    }

    CommitPoint point(CommitId id) {
        var commit = commit(id).commit();
        return new CommitPoint(id, commit.root(), commit.generation(), commit.time());
    }

    ResolvedRef ref(CommitId id) {
        var recorded = commit(id);
        var commit = recorded.commit();
        return new ResolvedRef(
                catalog, Optional.empty(), recorded.line(), id, commit.root(), commit.generation(), commit.time());
    }

    Tree tree(CommitId id) {
        return trees.at(ref(id));
    }

    Tree empty() {
        return Tree.empty(trees.nodes(catalog.tenant()));
    }
}
