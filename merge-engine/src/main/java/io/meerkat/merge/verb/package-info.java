/**
 * What git's verbs would do, as plans: which trees to merge on which base, which commits to make with which parents and
 * edges, and why something cannot be done. Nothing is carried out here, and no tree is read.
 */
@NullMarked
package io.meerkat.merge.verb;

import org.jspecify.annotations.NullMarked;
