/**
 * A PostgreSQL of Meerkat's own, kept in the data folder: durable, on loopback, behind a password, started and stopped
 * with the server. Knows nothing of what is stored in it.
 */
@NullMarked
package io.meerkat.embedded;

import org.jspecify.annotations.NullMarked;
