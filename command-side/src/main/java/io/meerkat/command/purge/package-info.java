/**
 * What becomes of the files of dropped objects: asked for with the drop, done much later.
 */
@NullMarked
package io.meerkat.command.purge;

import org.jspecify.annotations.NullMarked;
