package io.meerkat.model.commit;

import io.meerkat.model.CommitId;
import java.util.Optional;

/** What an idempotency key remembers. */
public sealed interface StoredAnswer {
    record Failed(StoredError error) implements StoredAnswer {}

    /** {@code json} is the body where the answer is no content of the catalog; otherwise it is rendered anew. */
    record Succeeded(CommitId commit, Optional<String> json) implements StoredAnswer {
        public static final int JSON_BYTES_MAX = 64 * 1024;
    }

    /** Answered without a commit: nothing was to be changed, or a staged create. */
    record Answered(String json) implements StoredAnswer {}
}
