/** Questions to the history of a branch. */
@NullMarked
package io.meerkat.query.history;

import org.jspecify.annotations.NullMarked;
