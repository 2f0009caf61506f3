/**
 * Answers remembered by idempotency key.
 */
@NullMarked
package io.meerkat.storage.idempotency;

import org.jspecify.annotations.NullMarked;
