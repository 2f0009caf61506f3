/** Units in a time: paces, latencies, costs of processes. Knows nothing of what a unit is. */
@NullMarked
package io.meerkat.benchmark.measure;

import org.jspecify.annotations.NullMarked;
