package io.meerkat.merge.tree;

import io.meerkat.model.Hash;
import java.util.Collection;

/** Where stored nodes are read by their hash. The same hash always gives the same node, so answers may be kept for ever. */
@FunctionalInterface
public interface NodeSource {
    /** @throws UnknownNodeException if no node with this hash is stored */
    Node node(Hash hash);

    /** Says which nodes will be asked for soon, so that a source for which many at once are cheaper can fetch them. */
    default void announce(Collection<Hash> hashes) {}
}
