/**
 * Query engines that are large downloads, each a process of its own beside the server. They run in the Maven profile
 * {@code engines} only; what they do is written in {@code src/test/python}.
 */
@NullMarked
package io.meerkat.conformance.engines;

import org.jspecify.annotations.NullMarked;
