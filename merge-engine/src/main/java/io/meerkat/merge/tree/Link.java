package io.meerkat.merge.tree;

import io.meerkat.model.Hash;
import java.util.Optional;

/**
 * The way to a node. One that was never stored hangs on its link, so that edits can follow one another in memory and
 * what no later tree reaches is simply forgotten.
 */
record Link(Hash hash, Optional<Node> unsaved) {
    static Link stored(Hash hash) {
        return new Link(hash, Optional.empty());
    }

    static Link to(Node node) {
        return new Link(node.hash(), Optional.of(node));
    }

    Node follow(NodeSource source) {
        return unsaved.orElseGet(() -> source.node(hash));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Link link && hash.equals(link.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }
}
