/**
 * Merges two changes of one view: its properties key by key, and its query dialect by dialect where nothing else about the
 * query differs. SQL is not read.
 */
@NullMarked
package io.meerkat.merge.view;

import org.jspecify.annotations.NullMarked;
