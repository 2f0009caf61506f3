package io.meerkat.command.branch;

import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Change;
import io.meerkat.model.Changes;
import io.meerkat.model.Identifier;
import io.meerkat.model.KeyRange;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.Rejection;
import java.util.Optional;

/** What is true of every catalog, whatever a request relies on: what exists lies in a namespace that exists. */
final class Structure {
    private Structure() {}

    static Optional<Rejection> firstBroken(Tree tree, Changes changes) {
        return changes.all().stream()
                .map(change -> broken(tree, change))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Rejection> broken(Tree tree, Change change) {
        var identifier = change.key().identifier();
        if (change.after().isEmpty()) {
            return notEmpty(tree, identifier);
        }
        // What was there lies in a namespace, and that cannot go while it holds anything: no node is read for it.
        return change.before().isPresent() ? Optional.empty() : homeless(tree, identifier);
    }

    private static Optional<Rejection> homeless(Tree tree, Identifier identifier) {
        var parent = switch (identifier) {
            case NamespacePath namespace -> namespace.parent();
            case ObjectName object -> Optional.of(object.namespace());
        };
        return parent.filter(path -> tree.get(path.key()).isEmpty()).map(Rejection.NoSuchNamespace::new);
    }

    private static Optional<Rejection> notEmpty(Tree tree, Identifier identifier) {
        return switch (identifier) {
            case NamespacePath namespace ->
                tree.first(KeyRange.below(namespace))
                        .map(row -> new Rejection.NamespaceNotEmpty(
                                namespace, row.key().identifier()));
            case ObjectName object -> Optional.empty();
        };
    }
}
