/**
 * The catalog aggregate: creates and drops catalogs.
 */
@NullMarked
package io.meerkat.command.catalog;

import org.jspecify.annotations.NullMarked;
