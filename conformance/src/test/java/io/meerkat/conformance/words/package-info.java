/** What Meerkat's words do, print and end with, as a shell sees it. */
@NullMarked
package io.meerkat.conformance.words;

import org.jspecify.annotations.NullMarked;
