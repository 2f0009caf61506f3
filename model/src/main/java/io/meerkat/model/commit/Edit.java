package io.meerkat.model.commit;

import io.meerkat.model.Content;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Identifier;
import java.util.Optional;

/** One key's new state. {@code updates} tells a reader what the client asked for, as JSON. */
public sealed interface Edit {
    Identifier key();

    Optional<String> updates();

    record Put(Identifier key, ContentId contentId, Content content, Optional<String> updates) implements Edit {}

    /** An entry whose content is stored already. */
    record Adopt(Identifier key, Entry entry) implements Edit {
        @Override
        public Optional<String> updates() {
            return Optional.empty();
        }
    }

    record Remove(Identifier key, Optional<String> updates) implements Edit {}
}
