package io.meerkat.merge.tree;

import io.meerkat.model.Hash;

/** Bytes stored for a node do not have the node's hash. */
public final class CorruptNodeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CorruptNodeException(Hash hash) {
        super("the bytes stored for tree node %s are not that node".formatted(hash));
    }
}
