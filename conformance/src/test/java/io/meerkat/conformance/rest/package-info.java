/**
 * Meerkat's HTTP surface as any program may use it, well behaved or not: requests are sent as they are written, answers
 * shown as they came. What only the database can tell, the whole log, is read there.
 */
@NullMarked
package io.meerkat.conformance.rest;

import org.jspecify.annotations.NullMarked;
