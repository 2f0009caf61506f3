/** Proves the catalog tree against plain maps, against a second implementation, and by counting what it reads. */
@NullMarked
package io.meerkat.merge.tree;

import org.jspecify.annotations.NullMarked;
