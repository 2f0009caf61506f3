package io.meerkat.merge.verb;

/** What becomes of a target that takes a source in. */
public enum MergeMode {
    /** A commit with both as parents, even where the target could be moved forward. */
    MERGE_COMMIT,
    /** The target is moved forward where that is possible; a merge commit otherwise: git's default. */
    FAST_FORWARD,
    /** The target is moved forward, or nothing is done. */
    FAST_FORWARD_ONLY,
    /** One commit on the target that remembers the source by an edge. */
    SQUASH,
    /** The source's commits one by one on the target; the last one remembers the source by an edge. */
    REBASE
}
