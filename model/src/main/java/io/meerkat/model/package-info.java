/**
 * The words everybody uses: ids, names, keys, hashes and the canonical encodings behind them. A value that exists is
 * valid. Nothing here reads a clock, a disk or a network.
 */
@NullMarked
package io.meerkat.model;

import org.jspecify.annotations.NullMarked;
