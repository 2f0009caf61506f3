/**
 * Which locations may be named, which the server picks, and the files it writes there.
 */
@NullMarked
package io.meerkat.api.location;

import org.jspecify.annotations.NullMarked;
