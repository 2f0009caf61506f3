/**
 * A tenant's history as lines of JSON, from which anyone can recompute every hash. {@code docs/encodings.md} describes
 * the lines.
 */
@NullMarked
package io.meerkat.storage.export;

import org.jspecify.annotations.NullMarked;
