/**
 * What is derived from the events, made again from the events.
 */
@NullMarked
package io.meerkat.command.rebuild;

import org.jspecify.annotations.NullMarked;
