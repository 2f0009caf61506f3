/**
 * What must be true of the databases that the kit and the real clients left behind; runs after all of them.
 */
@NullMarked
package io.meerkat.conformance.afterwards;

import org.jspecify.annotations.NullMarked;
