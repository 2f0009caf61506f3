/** The commit graph: laws over random and small histories, costs, and git as the oracle. */
@NullMarked
package io.meerkat.merge.graph;

import org.jspecify.annotations.NullMarked;
