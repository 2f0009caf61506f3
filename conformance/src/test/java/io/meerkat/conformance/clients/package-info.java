/**
 * Real clients against a running server. What they do is written in their own language, as pytest suites in {@code
 * src/test/python}; here they are installed, run, and shown test by test.
 */
@NullMarked
package io.meerkat.conformance.clients;

import org.jspecify.annotations.NullMarked;
