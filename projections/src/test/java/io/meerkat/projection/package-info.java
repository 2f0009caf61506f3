/** Read models against a real PostgreSQL and real commits. */
@NullMarked
package io.meerkat.projection;

import org.jspecify.annotations.NullMarked;
