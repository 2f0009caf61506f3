/** Proofs that events are written and read for ever as they were approved. */
@NullMarked
package io.meerkat.command.event;

import org.jspecify.annotations.NullMarked;
