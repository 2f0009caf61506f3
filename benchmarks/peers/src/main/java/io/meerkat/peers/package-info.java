/** Servers of others, put together as their makers do it, but on loopback and on the store that all peers share. */
@NullMarked
package io.meerkat.peers;

import org.jspecify.annotations.NullMarked;
