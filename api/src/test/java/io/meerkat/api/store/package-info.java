@NullMarked
package io.meerkat.api.store;

import org.jspecify.annotations.NullMarked;
