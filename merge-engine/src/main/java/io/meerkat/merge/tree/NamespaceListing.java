package io.meerkat.merge.tree;

import io.meerkat.model.KeyRange;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the namespaces directly below another by seeking past all that each of them holds. */
final class NamespaceListing {
    private NamespaceListing() {}

    static List<NamespacePath> of(Tree tree, Optional<NamespacePath> parent, Optional<NamespacePath> after, int limit) {
        var children = new ArrayList<NamespacePath>();
        int depth = parent.map(path -> path.levels().size()).orElse(0) + 1;
        var rest = start(parent, after);
        while (children.size() < limit) {
            var next = tree.first(rest);
            if (next.isEmpty()) {
                break;
            }
            var child = outermost(next.get().key(), depth);
            children.add(child);
            rest = behind(KeyRange.subtree(child), rest);
        }
        return children;
    }

    private static KeyRange start(Optional<NamespacePath> parent, Optional<NamespacePath> after) {
        var children = parent.map(path -> behind(KeyRange.objectsIn(path), KeyRange.below(path)))
                .orElseGet(KeyRange::all);
        return after.map(last -> behind(KeyRange.subtree(last), children)).orElse(children);
    }

    private static KeyRange behind(KeyRange passed, KeyRange range) {
        return passed.to().map(range::startingAt).orElse(range);
    }

    private static NamespacePath outermost(TreeKey key, int levels) {
        var path = switch (key.identifier()) {
            case NamespacePath namespace -> namespace;
            case ObjectName object -> object.namespace();
        };
        return new NamespacePath(path.levels().subList(0, levels));
    }
}
