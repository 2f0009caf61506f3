/** Catalogs of others and Meerkat, started alike from what is published, and stopped. */
@NullMarked
package io.meerkat.benchmark.peers;

import org.jspecify.annotations.NullMarked;
