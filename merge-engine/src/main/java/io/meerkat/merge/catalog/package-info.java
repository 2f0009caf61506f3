/**
 * Merges two catalog trees over a base: which objects live on, where, and with what content; what needs a person's
 * answer is reported completely. Costs what the two sides changed. Two changes of one object are merged behind
 * {@link io.meerkat.merge.catalog.ObjectMerge}; commits, branches and databases are unknown here.
 */
@NullMarked
package io.meerkat.merge.catalog;

import org.jspecify.annotations.NullMarked;
