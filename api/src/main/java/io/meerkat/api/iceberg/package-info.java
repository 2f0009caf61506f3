/**
 * Iceberg REST: what is common to all its operations. Its wire types stop here.
 */
@NullMarked
package io.meerkat.api.iceberg;

import org.jspecify.annotations.NullMarked;
