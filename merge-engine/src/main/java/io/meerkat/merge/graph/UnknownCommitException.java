package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;

/** A commit was asked for, or is named by another one, that the graph does not have. */
public final class UnknownCommitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownCommitException(CommitId id) {
        super("the commit graph has no commit %s".formatted(id));
    }
}
