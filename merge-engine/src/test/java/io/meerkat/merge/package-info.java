/** What the tests of the merge engine share, and the rules that hold for all of it. */
@NullMarked
package io.meerkat.merge;

import org.jspecify.annotations.NullMarked;
