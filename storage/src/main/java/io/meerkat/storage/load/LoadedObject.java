package io.meerkat.storage.load;

import io.meerkat.model.Content;
import io.meerkat.model.Entry;
import io.meerkat.storage.claim.Mark;
import java.util.List;
import java.util.Optional;

/**
 * An object at a ref. {@code body} is absent where the caller said that it already has this content; {@code mark} where
 * none was ever set.
 */
public record LoadedObject(Entry entry, Optional<Mark> mark, Optional<LoadedContent> body) {
    /** A content with the texts of its fragments, in order. */
    public record LoadedContent(Content content, List<byte[]> fragments) {
        public LoadedContent {
            fragments = List.copyOf(fragments);
        }
    }
}
