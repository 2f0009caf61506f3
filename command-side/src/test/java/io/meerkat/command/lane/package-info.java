/** Lanes against a real PostgreSQL. */
@NullMarked
package io.meerkat.command.lane;

import org.jspecify.annotations.NullMarked;
