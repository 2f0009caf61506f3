/** Proofs that answers are remembered for their lifetime and no key is blocked after it. */
@NullMarked
package io.meerkat.storage.idempotency;

import org.jspecify.annotations.NullMarked;
