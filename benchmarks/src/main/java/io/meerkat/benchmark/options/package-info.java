/** What can be said on the command line. Knows nothing of what is done with it. */
@NullMarked
package io.meerkat.benchmark.options;

import org.jspecify.annotations.NullMarked;
