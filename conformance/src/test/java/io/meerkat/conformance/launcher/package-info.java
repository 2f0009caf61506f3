/**
 * The launcher {@code ./meerkat}: that it finds a JDK, builds what changed and nothing else, and starts what it built.
 */
@NullMarked
package io.meerkat.conformance.launcher;

import org.jspecify.annotations.NullMarked;
