package io.meerkat.model.commit;

import io.meerkat.model.ContentId;

/** The highest column and partition-field id of an object, to be remembered across all branches. */
public record Allocation(ContentId contentId, int lastColumnId, int lastPartitionId) {}
