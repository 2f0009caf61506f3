/** How long questions about the commit graph take, on histories of up to a million commits in memory. */
@NullMarked
package io.meerkat.benchmark.micro.graph;

import org.jspecify.annotations.NullMarked;
