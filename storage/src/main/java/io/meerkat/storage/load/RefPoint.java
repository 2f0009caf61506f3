package io.meerkat.storage.load;

import io.meerkat.model.CommitId;
import io.meerkat.model.RefName;
import java.time.Instant;

/** Which commit of a catalog is meant. */
public sealed interface RefPoint {
    /** Where a branch points now, the only point that can be written to; or what a tag points to. */
    record HeadOf(RefName ref) implements RefPoint {}

    record AtCommit(CommitId commit) implements RefPoint {}

    /** Where a branch pointed at a time, by its reflog. */
    record AtTime(RefName branch, Instant time) implements RefPoint {}
}
