/**
 * Cuts metadata documents into fragments that are stored once, so that a commit adds what changed and not the whole
 * document, and joins them again. It works on text: values are never parsed into objects and written anew.
 */
@NullMarked
package io.meerkat.merge.body;

import org.jspecify.annotations.NullMarked;
