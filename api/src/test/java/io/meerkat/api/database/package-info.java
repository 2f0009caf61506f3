/** Proofs that a database is refused for what is wrong with it. */
@NullMarked
package io.meerkat.api.database;

import org.jspecify.annotations.NullMarked;
