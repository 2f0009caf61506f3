package io.meerkat.api.merge;

import io.meerkat.merge.graph.UnknownCommitException;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Siblings;
import io.meerkat.storage.load.Trees;
import io.meerkat.storage.ref.RefRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The commits of a catalog and their trees, as one piece of work reads them. The two that it is about are known. */
final class CommitTrees {
    private final CatalogRow catalog;
    private final CommitTable commits;
    private final Trees trees;
    private final Siblings siblings;
    private final Map<CommitId, ResolvedRef> known = new HashMap<>();

    CommitTrees(CommitTable commits, Trees trees, RefRow branch, ResolvedRef source) {
        this.catalog = source.catalog();
        this.commits = commits;
        this.trees = trees;
        var at = branch.at();
        known.put(
                at.commit(),
                new ResolvedRef(
                        catalog,
                        Optional.empty(),
                        branch.line(),
                        at.commit(),
                        at.root(),
                        at.generation(),
                        at.time(),
                        source.siblings()));
        this.siblings = source.siblings();
        known.put(source.commit(), source);
    }

    ResolvedRef ref(CommitId id) {
        return known.computeIfAbsent(id, this::find);
    }

    private ResolvedRef find(CommitId id) {
        return commits.find(catalog.tenant(), catalog.catalog(), id)
                .map(recorded -> ResolvedRef.of(catalog, recorded, siblings))
                .orElseThrow(() -> new UnknownCommitException(id));
    }

    CommitPoint point(CommitId id) {
        return ref(id).point();
    }

    Tree tree(CommitId id) {
        return trees.at(ref(id));
    }

    Tree empty() {
        return Tree.empty(trees.nodes(catalog.tenant()));
    }
}
