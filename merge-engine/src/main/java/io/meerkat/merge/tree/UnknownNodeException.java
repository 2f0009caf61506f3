package io.meerkat.merge.tree;

import io.meerkat.model.Hash;

/** A tree names a node that is not stored: it was collected, or it was never saved. */
public final class UnknownNodeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownNodeException(Hash hash) {
        super("no tree node %s is stored".formatted(hash));
    }
}
