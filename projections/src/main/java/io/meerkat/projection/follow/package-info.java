/**
 * Following the events: in their global order, each once, in batches whose rows and token move in one transaction. It
 * knows no read model; every read model is a package of its own beside this one.
 */
@NullMarked
package io.meerkat.projection.follow;

import org.jspecify.annotations.NullMarked;
