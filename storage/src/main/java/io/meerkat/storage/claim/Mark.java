package io.meerkat.storage.claim;

/** The highest column and partition-field id ever allocated for an object, on any branch. */
public record Mark(int lastColumnId, int lastPartitionId) {}
