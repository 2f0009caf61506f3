/** The kinds of work that catalogs are measured by, each with its preparation and its check. */
@NullMarked
package io.meerkat.benchmark.phase;

import org.jspecify.annotations.NullMarked;
