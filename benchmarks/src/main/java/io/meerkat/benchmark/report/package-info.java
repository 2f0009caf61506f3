/** Figures as Markdown, CSV and SVG. */
@NullMarked
package io.meerkat.benchmark.report;

import org.jspecify.annotations.NullMarked;
