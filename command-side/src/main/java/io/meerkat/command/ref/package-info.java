/** Branches and tags: made, pointed elsewhere, deleted. */
@NullMarked
package io.meerkat.command.ref;

import org.jspecify.annotations.NullMarked;
