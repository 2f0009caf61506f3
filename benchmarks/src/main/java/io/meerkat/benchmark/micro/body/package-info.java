/** How long metadata takes to be cut into fragments and joined again. */
@NullMarked
package io.meerkat.benchmark.micro.body;

import org.jspecify.annotations.NullMarked;
