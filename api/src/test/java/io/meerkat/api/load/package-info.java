@NullMarked
package io.meerkat.api.load;

import org.jspecify.annotations.NullMarked;
