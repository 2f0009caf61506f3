/** Whether what was acknowledged is there, and what was refused is not. */
@NullMarked
package io.meerkat.benchmark.check;

import org.jspecify.annotations.NullMarked;
