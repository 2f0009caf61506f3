/**
 * The branch aggregate: decides, purely, which of the requests waiting for a branch become commits.
 */
@NullMarked
package io.meerkat.command.branch;

import org.jspecify.annotations.NullMarked;
