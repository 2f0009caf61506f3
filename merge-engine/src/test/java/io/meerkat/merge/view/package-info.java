/** Proves the merge of views. */
@NullMarked
package io.meerkat.merge.view;

import org.jspecify.annotations.NullMarked;
