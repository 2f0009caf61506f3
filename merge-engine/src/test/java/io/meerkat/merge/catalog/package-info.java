/**
 * Proves the merge of catalogs by cases for each conflict, over all small catalogs, by laws over random ones, and
 * against git.
 */
@NullMarked
package io.meerkat.merge.catalog;

import org.jspecify.annotations.NullMarked;
