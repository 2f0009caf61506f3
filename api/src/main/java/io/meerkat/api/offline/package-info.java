/**
 * Words of the command line that work on a database without serving it: export, rebuild.
 */
@NullMarked
package io.meerkat.api.offline;

import org.jspecify.annotations.NullMarked;
