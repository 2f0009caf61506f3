package io.meerkat.api.key;

import io.meerkat.model.commit.IdempotentCall;

/** An idempotency key was used for another request before. */
public final class KeyReused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyReused(IdempotentCall call) {
        super(words(call), null, false, false);
    }

    public static String words(IdempotentCall call) {
        return "The idempotency key %s was used for another request".formatted(call.key());
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
