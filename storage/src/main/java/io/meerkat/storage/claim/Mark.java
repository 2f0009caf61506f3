package io.meerkat.storage.claim;

/** The highest column and partition-field id ever allocated for an object, on any branch. */
public record Mark(int lastColumnId, int lastPartitionId) {
    public Mark max(Mark other) {
        return new Mark(Math.max(lastColumnId, other.lastColumnId), Math.max(lastPartitionId, other.lastPartitionId));
    }
}
