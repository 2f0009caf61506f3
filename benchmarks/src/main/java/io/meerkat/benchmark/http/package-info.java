/** A small HTTP/1.1 client that costs next to nothing, so that two cores are left to what is measured. */
@NullMarked
package io.meerkat.benchmark.http;

import org.jspecify.annotations.NullMarked;
