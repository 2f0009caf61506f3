package io.meerkat.merge.verb;

import io.meerkat.model.CommitId;

/** A commit that a replay passes over, and why. */
public sealed interface LeftOut {
    CommitId commit();

    /** It merged; what it merged is replayed by itself, or is there. */
    record Merges(CommitId commit) implements LeftOut {}

    /** {@code by} made it anew, or it made {@code by} anew, or both made one commit anew. */
    record MadeThere(CommitId commit, CommitId by) implements LeftOut {}

    /** {@code by} changed the same keys from and to the same. */
    record ChangedThere(CommitId commit, CommitId by) implements LeftOut {}
}
