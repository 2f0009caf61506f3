/**
 * Times parts of Meerkat alone, in JVMs that do nothing else. Not for what a client meets: that is measured over HTTP,
 * by the rest of this program.
 */
@NullMarked
package io.meerkat.benchmark.micro;

import org.jspecify.annotations.NullMarked;
