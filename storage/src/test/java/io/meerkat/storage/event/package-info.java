/** Proofs of the event store on a real PostgreSQL. */
@NullMarked
package io.meerkat.storage.event;

import org.jspecify.annotations.NullMarked;
