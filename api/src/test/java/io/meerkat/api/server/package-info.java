/** The server's parts against a real PostgreSQL, without a port. */
@NullMarked
package io.meerkat.api.server;

import org.jspecify.annotations.NullMarked;
