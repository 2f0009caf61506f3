/** Proofs that a history can be recomputed from its export by somebody else's program. */
@NullMarked
package io.meerkat.command.export;

import org.jspecify.annotations.NullMarked;
