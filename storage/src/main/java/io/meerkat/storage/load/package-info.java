/**
 * The reading side: what a request at one ref needs, in as few statements as can be.
 */
@NullMarked
package io.meerkat.storage.load;

import org.jspecify.annotations.NullMarked;
