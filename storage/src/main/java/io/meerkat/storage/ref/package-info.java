/** Branches and tags by their names, and the lock under which they come into being. */
@NullMarked
package io.meerkat.storage.ref;

import org.jspecify.annotations.NullMarked;
