package io.meerkat.storage.load;

import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Hash;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Trees of one line that were looked at, the last one first. They share what they have in common. */
record Recent(List<Grown> trees) {
    private static final int KEPT_MAX = 8;

    static final Recent NONE = new Recent(List.of());

    Recent and(Grown newest) {
        return new Recent(Stream.concat(
                        Stream.of(newest), trees.stream().filter(tree -> tree.generation() != newest.generation()))
                .limit(KEPT_MAX)
                .toList());
    }

    Optional<Tree> with(Hash root) {
        return trees.stream()
                .map(Grown::tree)
                .filter(tree -> tree.root().equals(root))
                .findFirst();
    }

    /** The one from which it is the least way to a generation. */
    Optional<Grown> upTo(long generation) {
        return trees.stream()
                .filter(tree -> tree.generation() <= generation)
                .max(Comparator.comparingLong(Grown::generation));
    }

    /** How much of them is held in memory only. */
    int unsavedEdits() {
        return trees.stream()
                .mapToInt(grown -> grown.tree().unsavedEdits())
                .max()
                .orElse(0);
    }
}
