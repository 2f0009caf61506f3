package io.meerkat.command.branch;

import static java.util.Objects.requireNonNull;

import io.meerkat.merge.tree.Tree;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.Change;
import io.meerkat.model.Changes;
import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Edge;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Commits as a branch ought to record them, put together without what decides them, and the trees that they leave. */
final class CommitsByHand {
    private final CatalogId catalog;
    private final BranchId branch;
    private final Map<Hash, Tree> trees = new HashMap<>();

    CommitsByHand(CatalogId catalog, BranchId branch) {
        this.catalog = catalog;
        this.branch = branch;
    }

    CommitRecorded root(CommitRequest request, Instant time) {
        var empty = Tree.empty(hash -> {
            throw new AssertionError("nothing is stored");
        });
        return recorded(request, empty, List.of(), List.of(), 0, time);
    }

    /** The next commit, whose edits all put something where nothing is. */
    CommitRecorded on(CommitPoint before, CommitRequest request, Instant time) {
        return recorded(
                request, tree(before.root()), List.of(before.commit()), List.of(), before.generation() + 1, time);
    }

    CommitRecorded recorded(
            CommitRequest request,
            Tree before,
            List<CommitId> parents,
            List<Edge> edges,
            long generation,
            Instant time) {
        var entries = new TreeMap<TreeKey, Optional<Entry>>();
        for (Edit edit : request.edits()) {
            var put = (Edit.Put) edit;
            entries.put(
                    put.key().key(),
                    Optional.of(new Entry(
                            put.contentId(), put.content().hash(), put.content().summary())));
        }
        var changes = Changes.of(entries.entrySet().stream()
                .map(entry -> new Change(entry.getKey(), Optional.empty(), entry.getValue(), Optional.empty()))
                .toList());
        var tree = before.apply(entries);
        trees.put(tree.root(), tree);
        var commit = new Commit(
                TenantId.DEFAULT,
                catalog,
                parents,
                edges,
                tree.root(),
                generation,
                request.actor().principal(),
                time,
                request.message().commitment(),
                changes.hash());
        return new CommitRecorded(branch, commit.id(), commit, changes, List.of());
    }

    Tree tree(Hash root) {
        return requireNonNull(trees.get(root));
    }
}
