/** How long the catalog tree takes, on catalogs of a hundred to a million tables. */
@NullMarked
package io.meerkat.benchmark.micro.tree;

import org.jspecify.annotations.NullMarked;
