/**
 * Merges, cherry-picks, reverts and rebases carried out: what the pure engines ask for is read here, and what they come to
 * is written. No dialect is known.
 */
@NullMarked
package io.meerkat.api.merge;

import org.jspecify.annotations.NullMarked;
