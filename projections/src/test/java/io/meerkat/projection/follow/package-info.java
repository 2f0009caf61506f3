/** Following, with models and events made up for the purpose. */
@NullMarked
package io.meerkat.projection.follow;

import org.jspecify.annotations.NullMarked;
