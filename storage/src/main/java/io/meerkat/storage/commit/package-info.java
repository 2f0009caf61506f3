/**
 * What a batch of commits writes beside its events: commits, entries, nodes, contents, fragments, texts.
 */
@NullMarked
package io.meerkat.storage.commit;

import org.jspecify.annotations.NullMarked;
