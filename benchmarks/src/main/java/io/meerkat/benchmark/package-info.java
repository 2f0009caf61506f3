/** Load on any Iceberg REST catalog: what is measured, in which turns, and what is made of it. */
@NullMarked
package io.meerkat.benchmark;

import org.jspecify.annotations.NullMarked;
