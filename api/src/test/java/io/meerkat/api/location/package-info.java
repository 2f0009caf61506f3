@NullMarked
package io.meerkat.api.location;

import org.jspecify.annotations.NullMarked;
