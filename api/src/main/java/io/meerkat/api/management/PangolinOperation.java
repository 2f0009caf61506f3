package io.meerkat.api.management;

import io.meerkat.api.merge.Task;
import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.model.CommitId;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.merge.MergeRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A merge that was opened, as it looks with the heads that are there.
 *
 * @param base the merge base, as long as it is open
 * @param open the conflicts that need an answer
 * @param answered those that have one. Not those of a merge that has ended, which are not known any more; nor those that
 *     came up only with other answers
 */
record PangolinOperation(
        CatalogRow catalog,
        MergeRow row,
        Task task,
        Status status,
        Optional<CommitId> base,
        List<Conflict> open,
        List<Conflict> answered) {
    PangolinOperation {
        open = List.copyOf(open);
        answered = List.copyOf(answered);
    }

    enum Status {
        /** It was not looked at, or cannot be done as things are. */
        PENDING,
        CONFLICTED,
        /** Some answers were given, and some are needed. */
        RESOLVING,
        READY,
        COMPLETED,
        ABORTED;

        String word() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /** The same with another row, before it is looked at again. */
    PangolinOperation with(MergeRow now) {
        return new PangolinOperation(catalog, now, task, status, base, open, answered);
    }

    List<Conflict> conflicts() {
        return Stream.concat(open.stream(), answered.stream()).toList();
    }

    Optional<Conflict> conflict(ConflictId id) {
        return conflicts().stream().filter(conflict -> conflict.id().equals(id)).findFirst();
    }

    boolean isOpen(ConflictId id) {
        return open.stream().anyMatch(conflict -> conflict.id().equals(id));
    }

    PangolinConflictId id(ConflictId conflict) {
        return new PangolinConflictId(row.id(), conflict);
    }
}
