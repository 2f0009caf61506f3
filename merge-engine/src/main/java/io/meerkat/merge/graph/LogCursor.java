package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import java.util.Set;

/**
 * Where a log goes on: the commits that come next, and those whose content is left out. It stays true whatever is
 * committed meanwhile, and costs the same at any depth.
 */
public record LogCursor(Set<CommitId> next, Set<CommitId> without) {
    public LogCursor {
        next = Set.copyOf(next);
        without = Set.copyOf(without);
    }

    /** The whole history of a commit. */
    public static LogCursor of(CommitId to) {
        return new LogCursor(Set.of(to), Set.of());
    }

    /** git's {@code from..to}: the history of {@code to} without what {@code from} contains. */
    public static LogCursor between(CommitId from, CommitId to) {
        return new LogCursor(Set.of(to), Set.of(from));
    }
}
