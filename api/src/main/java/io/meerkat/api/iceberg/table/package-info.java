/**
 * Tables, as Iceberg's clients see them.
 */
@NullMarked
package io.meerkat.api.iceberg.table;

import org.jspecify.annotations.NullMarked;
