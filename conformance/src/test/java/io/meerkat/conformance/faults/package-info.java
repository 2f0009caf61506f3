/**
 * What machines and networks do to servers, their databases and their warehouses, one named test for each. What every
 * client was told is held against what is stored afterwards.
 */
@NullMarked
package io.meerkat.conformance.faults;

import org.jspecify.annotations.NullMarked;
