/** How long a branch lane's batch takes to be decided: what is left of it when the database takes no time. */
@NullMarked
package io.meerkat.benchmark.micro.lane;

import org.jspecify.annotations.NullMarked;
