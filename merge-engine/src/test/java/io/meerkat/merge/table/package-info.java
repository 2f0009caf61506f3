/** Proves the merge of tables by edits that Iceberg's own library makes of both sides. */
@NullMarked
package io.meerkat.merge.table;

import org.jspecify.annotations.NullMarked;
