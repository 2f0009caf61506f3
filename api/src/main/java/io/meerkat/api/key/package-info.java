/** Calls that are done once for each idempotency key. */
@NullMarked
package io.meerkat.api.key;

import org.jspecify.annotations.NullMarked;
