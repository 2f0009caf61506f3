/**
 * A change of a branch as it is asked for and answered: what it relies on, what it edits, and what became of it.
 */
@NullMarked
package io.meerkat.model.commit;

import org.jspecify.annotations.NullMarked;
