@NullMarked
package io.meerkat.storage.purge;

import org.jspecify.annotations.NullMarked;
