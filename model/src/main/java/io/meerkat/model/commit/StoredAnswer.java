package io.meerkat.model.commit;

import io.meerkat.model.CommitId;
import io.meerkat.model.Utf8;
import java.util.Optional;

/** What an idempotency key remembers. Bodies are rendered anew; of what the catalog does not tell there is JSON. */
public sealed interface StoredAnswer {
    int JSON_BYTES_MAX = 64 * 1024;

    record Failed(StoredError error) implements StoredAnswer {}

    /** {@code json} is the body where the answer is no content of the catalog. */
    record Succeeded(CommitId commit, Optional<String> json) implements StoredAnswer {
        public Succeeded {
            json.ifPresent(StoredAnswer::requireFitting);
        }
    }

    /** Answered without a commit: a staged create. */
    record Answered(String json) implements StoredAnswer {
        public Answered {
            requireFitting(json);
        }
    }

    /** Whether an answer is short enough to be remembered. */
    static boolean fits(String json) {
        return Utf8.encode(json).length <= JSON_BYTES_MAX;
    }

    private static void requireFitting(String json) {
        if (!fits(json)) {
            throw new IllegalArgumentException("an answer of %d bytes is more than the %d that are remembered"
                    .formatted(Utf8.encode(json).length, JSON_BYTES_MAX));
        }
    }
}
