/** Merges that were opened and wait to be finished. */
@NullMarked
package io.meerkat.storage.merge;

import org.jspecify.annotations.NullMarked;
