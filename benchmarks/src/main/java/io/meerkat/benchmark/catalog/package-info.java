/** Iceberg's REST protocol as a client speaks it: addresses from the config call, bodies of requests. */
@NullMarked
package io.meerkat.benchmark.catalog;

import org.jspecify.annotations.NullMarked;
