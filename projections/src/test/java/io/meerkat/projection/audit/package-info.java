/** The audit log of what really happened to a catalog. */
@NullMarked
package io.meerkat.projection.audit;

import org.jspecify.annotations.NullMarked;
