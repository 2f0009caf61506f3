package io.meerkat.storage.idempotency;

import io.meerkat.model.Hash;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.StoredAnswer;

/** An idempotency key that was used, for what, and how it was answered. */
public record RememberedCall(String route, Hash request, StoredAnswer answer) {
    /** The same request, rather than another one under the same key. */
    public boolean isOf(IdempotentCall call) {
        return route.equals(call.route()) && request.equals(call.request());
    }
}
