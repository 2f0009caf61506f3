/**
 * Words of the command line that talk to a running server: load.
 */
@NullMarked
package io.meerkat.api.online;

import org.jspecify.annotations.NullMarked;
