/**
 * What was refused, remembered for the audit a moment later.
 */
@NullMarked
package io.meerkat.command.attempt;

import org.jspecify.annotations.NullMarked;
