/** Small runs of the parts that are timed alone. */
@NullMarked
package io.meerkat.benchmark.micro;

import org.jspecify.annotations.NullMarked;
