/**
 * What the merges of one object, a table or a view, have in common: an item that both sides may have changed, the conflict
 * where they disagree, and the answer to it. Which items an object has is not known here.
 */
@NullMarked
package io.meerkat.merge.item;

import org.jspecify.annotations.NullMarked;
