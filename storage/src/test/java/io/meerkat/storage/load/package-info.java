/**
 * Tests of the reading side.
 */
@NullMarked
package io.meerkat.storage.load;

import org.jspecify.annotations.NullMarked;
