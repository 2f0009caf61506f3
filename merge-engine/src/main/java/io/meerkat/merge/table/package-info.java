/**
 * Merges two changes of one table by its metadata alone: columns by id, partitioning, order, properties, the table's own
 * branches and tags, and rows that one side changed. No file is read. Where both sides changed the rows, that is one
 * conflict.
 */
@NullMarked
package io.meerkat.merge.table;

import org.jspecify.annotations.NullMarked;
