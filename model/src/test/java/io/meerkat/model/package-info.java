/** Proofs of what is written for ever: names, encodings and hashes. */
@NullMarked
package io.meerkat.model;

import org.jspecify.annotations.NullMarked;
