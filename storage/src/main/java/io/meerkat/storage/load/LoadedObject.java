package io.meerkat.storage.load;

import io.meerkat.model.CommitId;
import io.meerkat.model.Content;
import io.meerkat.model.Entry;
import io.meerkat.storage.claim.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An object at a ref. {@code body} is absent where the caller said that it already has this content; {@code mark} where
 * none was ever set; {@code purged} where the object's files are deleted, which a reader of an old commit is told.
 */
public record LoadedObject(Entry entry, Optional<Mark> mark, Optional<Purged> purged, Optional<LoadedContent> body) {
    /** The commit that dropped the object to have it purged, and when its files went. */
    public record Purged(CommitId by, Instant at) {}

    /** A content with the texts of its fragments, in order. */
    public record LoadedContent(Content content, List<byte[]> fragments) {
        public LoadedContent {
            fragments = List.copyOf(fragments);
        }
    }
}
