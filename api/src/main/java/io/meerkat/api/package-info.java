/**
 * The program: what a word on the command line starts.
 */
@NullMarked
package io.meerkat.api;

import org.jspecify.annotations.NullMarked;
