/**
 * Questions about the commit graph: who descends from whom, where two histories parted, what one has and the other has
 * not. It knows no names of branches and no trees; commits come from a {@link io.meerkat.merge.graph.CommitGraph}.
 */
@NullMarked
package io.meerkat.merge.graph;

import org.jspecify.annotations.NullMarked;
