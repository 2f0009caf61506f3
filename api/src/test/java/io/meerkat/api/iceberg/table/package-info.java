/** Tests of what happens to tables, without a server. */
@NullMarked
package io.meerkat.api.iceberg.table;

import org.jspecify.annotations.NullMarked;
