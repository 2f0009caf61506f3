package io.meerkat.api.iceberg;

import io.meerkat.model.commit.StoredAnswer;

/**
 * An answer is stored under the request's idempotency key: by the lane, which just refused the request, or by an earlier
 * request under the key. Nothing that this request prepared was stored.
 */
final class AnsweredUnderKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StoredAnswer answer;

    AnsweredUnderKey(StoredAnswer answer) {
        super("answered under the idempotency key", null, false, false);
        this.answer = answer;
    }

    StoredAnswer answer() {
        return answer;
    }
}
