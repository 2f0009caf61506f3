/** Tests of locations and the files at them, on the file system. */
@NullMarked
package io.meerkat.api.location;

import org.jspecify.annotations.NullMarked;
