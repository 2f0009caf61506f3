/** Tests of creating and dropping catalogs. */
@NullMarked
package io.meerkat.command.catalog;

import org.jspecify.annotations.NullMarked;
