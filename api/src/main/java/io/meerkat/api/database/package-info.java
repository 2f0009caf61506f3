/**
 * A database that the operator names rather than the embedded one: whether it can be used. How it is used is not known
 * here.
 */
@NullMarked
package io.meerkat.api.database;

import org.jspecify.annotations.NullMarked;
