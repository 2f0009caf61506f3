package io.meerkat.merge.table;

import java.util.SortedMap;

/**
 * Specs or sort orders by their ids in the merged table.
 *
 * @param defaultId the one that is used for what is written from now on
 */
record Numbered<T>(SortedMap<Integer, T> items, int defaultId) {}
