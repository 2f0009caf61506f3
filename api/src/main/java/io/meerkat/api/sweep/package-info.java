/**
 * Deletes files and folders that were made for commits which never came to be. Knows what was begun and whether a commit
 * names it; the files of tables that were committed are not its to delete.
 */
@NullMarked
package io.meerkat.api.sweep;

import org.jspecify.annotations.NullMarked;
