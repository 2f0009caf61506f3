/** Merges, cherry-picks, reverts and rebases that wait for answers: opened, answered, completed or aborted. */
@NullMarked
package io.meerkat.command.merge;

import org.jspecify.annotations.NullMarked;
