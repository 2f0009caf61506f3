/** Catalogs, tables and commits to time things on. The same seed gives the same ones. */
@NullMarked
package io.meerkat.benchmark.micro.sample;

import org.jspecify.annotations.NullMarked;
