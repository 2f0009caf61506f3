/** Tests of the tables against a real PostgreSQL, and that database for the tests of other modules. */
@NullMarked
package io.meerkat.storage;

import org.jspecify.annotations.NullMarked;
