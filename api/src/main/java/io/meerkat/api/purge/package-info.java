/**
 * Deletes the files of tables that were dropped to be purged, once nothing needs them. Knows files and who needs them;
 * who asked for what is told by the events.
 */
@NullMarked
package io.meerkat.api.purge;

import org.jspecify.annotations.NullMarked;
