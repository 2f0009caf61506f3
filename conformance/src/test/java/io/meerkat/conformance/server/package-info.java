/**
 * Servers to test, each a process of its own that is reached over HTTP. Nothing here knows how Meerkat works inside;
 * what is checked about it stands in the packages beside this one.
 */
@NullMarked
package io.meerkat.conformance.server;

import org.jspecify.annotations.NullMarked;
