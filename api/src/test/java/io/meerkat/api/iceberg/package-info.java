/** Parts of Iceberg REST that need no server. */
@NullMarked
package io.meerkat.api.iceberg;

import org.jspecify.annotations.NullMarked;
