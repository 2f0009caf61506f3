/**
 * Branches that are made, worked on, merged, reverted, rebased and reset while servers and databases are killed. The life of
 * each branch is a story, whose end is told by the catalog: every deed was done once or not at all, as it was answered.
 */
@NullMarked
package io.meerkat.conformance.crash.story;

import org.jspecify.annotations.NullMarked;
