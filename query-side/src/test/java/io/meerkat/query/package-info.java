/** Questions against a real PostgreSQL, real commits and the audit log that follows from them. */
@NullMarked
package io.meerkat.query;

import org.jspecify.annotations.NullMarked;
