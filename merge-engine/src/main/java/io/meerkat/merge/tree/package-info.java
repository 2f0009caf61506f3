/**
 * The catalog tree: an ordered Merkle tree whose shape, and so its root hash, follows from its rows alone and not from
 * the order in which they came. It knows nothing of commits, branches or databases; nodes come from a
 * {@link io.meerkat.merge.tree.NodeSource} and new ones are handed out to be stored.
 */
@NullMarked
package io.meerkat.merge.tree;

import org.jspecify.annotations.NullMarked;
