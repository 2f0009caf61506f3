/**
 * Objects whose files are to be deleted, and the history that says which files those are.
 */
@NullMarked
package io.meerkat.storage.purge;

import org.jspecify.annotations.NullMarked;
