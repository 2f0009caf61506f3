/**
 * What `serve` can be told: read from arguments and environment by pure functions, complete or refused with every
 * problem at once. Starts nothing.
 */
@NullMarked
package io.meerkat.api.options;

import org.jspecify.annotations.NullMarked;
