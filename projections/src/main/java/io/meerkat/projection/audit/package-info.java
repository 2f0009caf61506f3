/**
 * The audit log: who did what, to what, when and with what result, refused attempts included. Told from the events
 * alone, so that a rebuild gives the same entries under the same ids.
 */
@NullMarked
package io.meerkat.projection.audit;

import org.jspecify.annotations.NullMarked;
