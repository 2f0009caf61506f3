/**
 * Catalogs loaded in bulk, as users load them: by the word, into a server that runs.
 */
@NullMarked
package io.meerkat.conformance.load;

import org.jspecify.annotations.NullMarked;
