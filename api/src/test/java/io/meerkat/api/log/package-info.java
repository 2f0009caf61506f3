/** Proofs that an outage does not flood the log and that nothing else is lost. */
@NullMarked
package io.meerkat.api.log;

import org.jspecify.annotations.NullMarked;
