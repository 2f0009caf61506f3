/** Proves that cut documents come back whole, and that histories add little. */
@NullMarked
package io.meerkat.merge.body;

import org.jspecify.annotations.NullMarked;
