/** What the tests of the command side share. */
@NullMarked
package io.meerkat.command;

import org.jspecify.annotations.NullMarked;
