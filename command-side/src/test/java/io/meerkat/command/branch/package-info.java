/** Tests of what a branch decides, without any database. */
@NullMarked
package io.meerkat.command.branch;

import org.jspecify.annotations.NullMarked;
