/**
 * Catalogs and their refs by name.
 */
@NullMarked
package io.meerkat.storage.catalog;

import org.jspecify.annotations.NullMarked;
