/**
 * Two servers on one database: a client must not be able to tell which one it talks to, nor that there is another.
 */
@NullMarked
package io.meerkat.conformance.nodes;

import org.jspecify.annotations.NullMarked;
