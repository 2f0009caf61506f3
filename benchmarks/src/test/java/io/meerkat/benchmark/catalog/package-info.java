/** A catalog in this process that does as much of Iceberg REST as the benchmark asks for, and lies when told to. */
@NullMarked
package io.meerkat.benchmark.catalog;

import org.jspecify.annotations.NullMarked;
