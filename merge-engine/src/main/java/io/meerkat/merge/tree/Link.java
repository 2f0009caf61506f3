package io.meerkat.merge.tree;

import io.meerkat.model.Hash;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The hashes of those that must be read to be followed. */
    static Set<Hash> unread(Collection<Link> links) {
        return links.stream()
                .filter(link -> link.unsaved.isEmpty())
                .map(Link::hash)
                .collect(Collectors.toSet());
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
