package io.meerkat.command.branch;

import io.meerkat.model.ContentId;
import io.meerkat.model.Identifier;
import io.meerkat.model.commit.Allocation;
import io.meerkat.model.commit.Rejection;
import io.meerkat.storage.claim.Mark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The marks that matter to a batch, raised as its commits allocate. */
final class Allocations {
    /** How far above the mark a new id may lie: far enough for any schema, near enough not to use ids up. */
    static final int DISTANCE_MAX = 100_000;

    private final Map<ContentId, Mark> marks;

    Allocations(Map<ContentId, Mark> marks) {
        this.marks = new HashMap<>(marks);
    }

    Optional<Rejection> columnsFree(Identifier key, ContentId contentId, int lowest, int highest) {
        return free(key, "column", lowest, highest, mark(contentId).map(Mark::lastColumnId));
    }

    Optional<Rejection> partitionsFree(Identifier key, ContentId contentId, int lowest, int highest) {
        return free(key, "partition field", lowest, highest, mark(contentId).map(Mark::lastPartitionId));
    }

    void raise(List<Allocation> allocations) {
        for (Allocation allocation : allocations) {
            marks.merge(
                    allocation.contentId(),
                    new Mark(allocation.lastColumnId(), allocation.lastPartitionId()),
                    Mark::max);
        }
    }

    private Optional<Mark> mark(ContentId contentId) {
        return Optional.ofNullable(marks.get(contentId));
    }

    private static Optional<Rejection> free(
            Identifier key, String what, int lowest, int highest, Optional<Integer> allocated) {
        return allocated.flatMap(last -> {
            if (lowest <= last) {
                return Optional.of(new Rejection.IdsTaken(key, what, lowest, last));
            }
            return highest - last > DISTANCE_MAX
                    ? Optional.of(new Rejection.IdsTooHigh(key, what, highest, last, DISTANCE_MAX))
                    : Optional.empty();
        });
    }
}
