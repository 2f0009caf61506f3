/**
 * The side that decides: aggregates, the store of their events, and the lanes that commits wait in.
 */
@NullMarked
package io.meerkat.command;

import org.jspecify.annotations.NullMarked;
