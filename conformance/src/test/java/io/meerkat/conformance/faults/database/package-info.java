/** Databases of the fault tests that the tests' own PostgreSQL cannot be: replicated ones. It knows nothing of servers. */
@NullMarked
package io.meerkat.conformance.faults.database;

import org.jspecify.annotations.NullMarked;
