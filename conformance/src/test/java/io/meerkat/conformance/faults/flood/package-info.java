/** More requests than a server can answer, over more connections than it should have to hold. */
@NullMarked
package io.meerkat.conformance.faults.flood;

import org.jspecify.annotations.NullMarked;
