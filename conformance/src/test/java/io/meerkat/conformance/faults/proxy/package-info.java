/** A TCP proxy that does to connections what networks do, when a test wants it. It knows nothing of what it breaks. */
@NullMarked
package io.meerkat.conformance.faults.proxy;

import org.jspecify.annotations.NullMarked;
