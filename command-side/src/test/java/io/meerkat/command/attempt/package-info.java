/** Tests of what is remembered of refused requests. */
@NullMarked
package io.meerkat.command.attempt;

import org.jspecify.annotations.NullMarked;
