/**
 * Servers and databases that are killed under load. Every change carries a tag, so that afterwards each one can be
 * called to account: acknowledged and there, refused and not there, unknown and whole or not there.
 */
@NullMarked
package io.meerkat.conformance.crash;

import org.jspecify.annotations.NullMarked;
