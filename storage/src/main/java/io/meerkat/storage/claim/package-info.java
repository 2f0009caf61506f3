/**
 * Which object owns which location, and the highest ids allocated for it.
 */
@NullMarked
package io.meerkat.storage.claim;

import org.jspecify.annotations.NullMarked;
