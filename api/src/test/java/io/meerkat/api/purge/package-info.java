@NullMarked
package io.meerkat.api.purge;

import org.jspecify.annotations.NullMarked;
