/**
 * Which commit of which catalog a request means: the one place where {@code catalog@ref} is read.
 */
@NullMarked
package io.meerkat.api.ref;

import org.jspecify.annotations.NullMarked;
