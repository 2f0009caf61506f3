/** That histories are as they are said to be. */
@NullMarked
package io.meerkat.benchmark.micro.graph;

import org.jspecify.annotations.NullMarked;
